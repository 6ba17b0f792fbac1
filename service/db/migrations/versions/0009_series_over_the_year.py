"""The year in which the series of an event began: it may reach into the next one."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "cluster_event", sa.Column("series_year", sa.Integer(), nullable=True)
    )


def downgrade() -> None:
    op.drop_column("cluster_event", "series_year")
