"""Dates asked for, confirmed and refused; a Land of coaches and kindergartens."""

import sqlalchemy as sa
from alembic import op

from service.db.migrations.rules_0001 import ROLE, wall
from service.db.migrations.rules_0002 import first_of_month

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NEW_TABLES = ("scheduling", "session_refusal")
NEW_COLUMNS = (
    ("coach", "land", sa.String(length=2)),
    ("kindergarten", "land", sa.String(length=2)),
    ("coaching_session", "coach_confirmed_at", sa.DateTime(timezone=True)),
    ("coaching_session", "kindergarten_confirmed_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    for table, column, kind in NEW_COLUMNS:
        op.add_column(table, sa.Column(column, kind, nullable=True))
    op.create_table(
        "scheduling",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "sessions",
                "consultations",
                "workshops",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("first_month", sa.Date(), nullable=False),
        sa.Column("limits", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "running",
                "done",
                "failed",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("failure", sa.String(length=500), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        first_of_month("first_month", op.f("ck_scheduling_first_month")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["user_account.id"], name=op.f("fk_scheduling_created_by")
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_scheduling_job_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_scheduling_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_scheduling")),
    )
    op.create_table(
        "session_refusal",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "kindergarten",
                "coach",
                "coordinator",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "session_id"],
            ["coaching_session.tenant_id", "coaching_session.id"],
            name=op.f("fk_session_refusal_tenant_id_session_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_session_refusal_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_session_refusal")),
        sa.UniqueConstraint(
            "tenant_id",
            "session_id",
            "day",
            "origin",
            name=op.f("uq_session_refusal_tenant_id_session_id_day_origin"),
        ),
    )
    run = op.get_bind().exec_driver_sql
    if op.get_bind().dialect.name == "postgresql":
        for table in NEW_TABLES:
            run(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {ROLE}")
            for statement in wall(table):
                run(statement)


def downgrade() -> None:
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
    for table, column, _ in reversed(NEW_COLUMNS):
        op.drop_column(table, column)
