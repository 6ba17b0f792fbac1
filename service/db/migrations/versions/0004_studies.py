"""Studies: what is looked into and never published, and the job that does it."""

import sqlalchemy as sa
from alembic import op

from service.db.migrations.vocabulary import allow, stand_behind_walls

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NEW_TABLES = ("study", "study_key")
JOBS = "'propose', 'import', 'refresh_feeds', 'match', 'schedule'"
JOBS_NOW = f"{JOBS}, 'study'"


def upgrade() -> None:
    op.create_table(
        "study",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "stress",
                "whatif",
                "pairing",
                "year",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "running",
                "ready",
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
        sa.Column("limits", sa.JSON(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem_digest", sa.String(length=64), nullable=False),
        sa.Column("profile_id", sa.String(length=64), nullable=False),
        sa.Column("profile_revision", sa.String(length=64), nullable=False),
        sa.Column("code_version", sa.String(length=40), nullable=False),
        sa.Column("result", sa.LargeBinary(), nullable=True),
        sa.Column("failure", sa.String(length=500), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by"], ["user_account.id"], name=op.f("fk_study_created_by")
        ),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_study_job_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "area_id"],
            ["area.tenant_id", "area.id"],
            name=op.f("fk_study_tenant_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_study_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_study")),
    )
    op.create_table(
        "study_key",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("study_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "study_id"],
            ["study.tenant_id", "study.id"],
            name=op.f("fk_study_key_tenant_id_study_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_study_key_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_study_key")),
    )
    connection = op.get_bind()
    allow(connection, "job", "kind", JOBS, JOBS_NOW)
    stand_behind_walls(connection, NEW_TABLES)


def downgrade() -> None:
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
    connection = op.get_bind()
    # others may refer to the job: it stays, as one that is over
    connection.exec_driver_sql(
        "UPDATE job SET kind = 'propose', state = CASE WHEN state IN "
        "('queued', 'running') THEN 'cancelled' ELSE state END WHERE kind = 'study'"
    )
    allow(connection, "job", "kind", JOBS_NOW, JOBS)
