"""With whom childminders would like to form a team, or not."""

import sqlalchemy as sa
from alembic import op

from service.db.migrations.vocabulary import stand_behind_walls

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NEW_TABLES = ("team_wish",)


def upgrade() -> None:
    op.create_table(
        "team_wish",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column(
            "stance",
            sa.Enum(
                "wished",
                "refused",
                "forbidden",
                name="stance",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "other_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_team_wish_tenant_id_other_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_team_wish_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_team_wish_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_team_wish")),
        sa.UniqueConstraint(
            "tenant_id",
            "person_id",
            "other_id",
            name=op.f("uq_team_wish_tenant_id_person_id_other_id"),
        ),
    )
    stand_behind_walls(op.get_bind(), NEW_TABLES)


def downgrade() -> None:
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
