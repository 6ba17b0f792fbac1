"""What there is for held places in a Kita year."""

import sqlalchemy as sa
from alembic import op

from service.db.migrations.vocabulary import stand_behind_walls

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NEW_TABLES = ("held_place_budget",)


def upgrade() -> None:
    op.create_table(
        "held_place_budget",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("budget_cents", sa.Integer(), nullable=False),
        sa.Column("held_place_cents", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "budget_cents >= 0", name=op.f("ck_held_place_budget_budget_cents")
        ),
        sa.CheckConstraint(
            "held_place_cents >= 0",
            name=op.f("ck_held_place_budget_held_place_cents"),
        ),
        sa.CheckConstraint(
            "year between 2000 and 2100", name=op.f("ck_held_place_budget_year")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_held_place_budget_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_held_place_budget")),
        sa.UniqueConstraint(
            "tenant_id", "year", name=op.f("uq_held_place_budget_tenant_id_year")
        ),
    )
    stand_behind_walls(op.get_bind(), NEW_TABLES)


def downgrade() -> None:
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
