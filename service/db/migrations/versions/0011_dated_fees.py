"""A fee scale whose prices change on a day, and engagements that keep what follows."""

import sqlalchemy as sa
from alembic import op

from service.db.migrations.vocabulary import stand_behind_walls

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NEW_TABLES = ("fee_band_price",)


def upgrade() -> None:
    op.create_table(
        "fee_band_price",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fee_band_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("cents_per_hour", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "cents_per_hour >= 0", name=op.f("ck_fee_band_price_cents_per_hour")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_fee_band_price_tenant_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "fee_band_id"],
            ["fee_band.tenant_id", "fee_band.id"],
            name=op.f("fk_fee_band_price_tenant_id_fee_band_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_fee_band_price")),
        sa.UniqueConstraint(
            "tenant_id",
            "fee_band_id",
            "valid_from",
            name=op.f("uq_fee_band_price_tenant_id_fee_band_id_valid_from"),
        ),
    )
    stand_behind_walls(op.get_bind(), NEW_TABLES)
    op.add_column("engagement", sa.Column("later_fees", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("engagement", "later_fees")
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
