"""Courses that persons attend, and their days."""

import sqlalchemy as sa
from alembic import op

from service.db.migrations.vocabulary import stand_behind_walls

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NEW_TABLES = ("course_enrolment", "course_day")


def course() -> sa.Enum:
    return sa.Enum(
        "qhb",
        "follow_up",
        "inclusion",
        name="course",
        native_enum=False,
        create_constraint=True,
        length=32,
    )


def upgrade() -> None:
    op.create_table(
        "course_enrolment",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("course", course(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.CheckConstraint("units > 0", name=op.f("ck_course_enrolment_units")),
        sa.CheckConstraint(
            "finished_on >= begins_on", name=op.f("ck_course_enrolment_dates")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_course_enrolment_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_course_enrolment_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_course_enrolment")),
        sa.UniqueConstraint(
            "tenant_id",
            "person_id",
            "course",
            "begins_on",
            name=op.f("uq_course_enrolment_tenant_id_person_id_course_begins_on"),
        ),
    )
    op.create_table(
        "course_day",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("course", course(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=True),
        sa.Column("end_minute", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "end_minute > start_minute", name=op.f("ck_course_day_minutes")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_course_day_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_course_day_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_course_day")),
        sa.UniqueConstraint(
            "tenant_id",
            "person_id",
            "course",
            "day",
            name=op.f("uq_course_day_tenant_id_person_id_course_day"),
        ),
    )
    stand_behind_walls(op.get_bind(), NEW_TABLES)


def downgrade() -> None:
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
