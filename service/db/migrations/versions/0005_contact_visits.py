"""Contact visits, and the job that plans them."""

import sqlalchemy as sa
from alembic import op

from service.db.migrations.vocabulary import allow, stand_behind_walls

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NEW_TABLES = ("contact_visit",)
JOBS = "'propose', 'import', 'refresh_feeds', 'match', 'schedule', 'study'"
JOBS_NOW = f"{JOBS}, 'visits'"


def upgrade() -> None:
    op.create_table(
        "contact_visit",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("visitor_id", sa.Uuid(), nullable=False),
        sa.Column("host_id", sa.Uuid(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "confirmed",
                "moved",
                "cancelled",
                "held",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("held_minutes", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("revised_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "0 <= start_minute and start_minute < end_minute and end_minute <= 1440",
            name=op.f("ck_contact_visit_minutes"),
        ),
        sa.CheckConstraint(
            "held_minutes between 1 and 1440",
            name=op.f("ck_contact_visit_held_minutes"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "host_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_contact_visit_tenant_id_host_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "place_id"],
            ["place.tenant_id", "place.id"],
            name=op.f("fk_contact_visit_tenant_id_place_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "visitor_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_contact_visit_tenant_id_visitor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_contact_visit_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_contact_visit")),
        sa.UniqueConstraint("uid", name=op.f("uq_contact_visit_uid")),
    )
    op.create_index(
        "ix_contact_visit_tenant_id_day", "contact_visit", ["tenant_id", "day"]
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
        "('queued', 'running') THEN 'cancelled' ELSE state END WHERE kind = 'visits'"
    )
    allow(connection, "job", "kind", JOBS_NOW, JOBS)
