"""Coaches and kindergartens: their tables, new kinds and roles, kinds of proposals."""

import sqlalchemy as sa
from alembic import op

from service.db.migrations import rules_0002
from service.db.migrations.rules_0002 import first_of_month

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NEW_TABLES = (
    "cluster",
    "fee_band",
    "programme_day",
    "programme_topic",
    "cluster_member",
    "coach",
    "county_budget",
    "cluster_event",
    "coach_language",
    "coach_month",
    "coach_stage",
    "coach_topic",
    "coach_window",
    "kindergarten",
    "busy_source",
    "coach_conflict",
    "consultation_host",
    "engagement",
    "engagement_gap",
    "engagement_item",
    "kindergarten_closure",
    "kindergarten_language",
    "kindergarten_topic",
    "pair_refusal",
    "busy_time",
    "coaching_session",
    "consultation_host_topic",
    "consultation_visit",
)


def upgrade() -> None:
    op.create_table(
        "cluster",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_cluster_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_cluster")),
        sa.UniqueConstraint(
            "tenant_id", "name", name=op.f("uq_cluster_tenant_id_name")
        ),
    )
    op.create_table(
        "fee_band",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("cents_per_hour", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "cents_per_hour >= 0", name=op.f("ck_fee_band_cents_per_hour")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_fee_band_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_fee_band")),
        sa.UniqueConstraint(
            "tenant_id", "name", name=op.f("uq_fee_band_tenant_id_name")
        ),
    )
    op.create_table(
        "programme_day",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "working_group",
                "qualification",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "audience",
            sa.Enum(
                "everybody",
                "coaches",
                name="audience",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_programme_day_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_programme_day")),
        sa.UniqueConstraint(
            "tenant_id", "day", "kind", name=op.f("uq_programme_day_tenant_id_day_kind")
        ),
    )
    op.create_table(
        "programme_topic",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_programme_topic_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_programme_topic")),
        sa.UniqueConstraint(
            "tenant_id", "key", name=op.f("uq_programme_topic_tenant_id_key")
        ),
    )
    op.create_table(
        "cluster_member",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cluster_id", sa.Uuid(), nullable=False),
        sa.Column("commune", sa.String(length=100), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column("land", sa.String(length=2), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=False),
        sa.Column("room_capacity", sa.Integer(), nullable=False),
        sa.Column("postcode", sa.String(length=5), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column(
            "coordinates_source",
            sa.Enum(
                "given",
                "postcode",
                name="coordinates_source",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "latitude between -90 and 90 and longitude between -180 and 180 and (latitude is null) = (longitude is null)",
            name=op.f("ck_cluster_member_point"),
        ),
        sa.CheckConstraint(
            "participants >= 0", name=op.f("ck_cluster_member_participants")
        ),
        sa.CheckConstraint(
            "room_capacity >= 0", name=op.f("ck_cluster_member_room_capacity")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "area_id"],
            ["area.tenant_id", "area.id"],
            name=op.f("fk_cluster_member_tenant_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "cluster_id"],
            ["cluster.tenant_id", "cluster.id"],
            name=op.f("fk_cluster_member_tenant_id_cluster_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_cluster_member_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_cluster_member")),
        sa.UniqueConstraint(
            "tenant_id",
            "cluster_id",
            "commune",
            name=op.f("uq_cluster_member_tenant_id_cluster_id_commune"),
        ),
    )
    op.create_table(
        "coach",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("given_name", sa.String(length=100), nullable=False),
        sa.Column("family_name", sa.String(length=100), nullable=False),
        sa.Column("sort_key", sa.String(length=200), nullable=False),
        sa.Column("postcode", sa.String(length=5), nullable=False),
        sa.Column("city", sa.String(length=100), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column(
            "coordinates_source",
            sa.Enum(
                "given",
                "postcode",
                name="coordinates_source",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "travel_mode",
            sa.Enum(
                "car",
                "bicycle",
                "foot",
                name="travel_mode",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("max_way_minutes", sa.Integer(), nullable=True),
        sa.Column("radius_km", sa.Integer(), nullable=True),
        sa.Column("monthly_minutes", sa.Integer(), nullable=False),
        sa.Column("fee_cents_per_hour", sa.Integer(), nullable=False),
        sa.Column("fee_band_id", sa.Uuid(), nullable=True),
        sa.Column("experience_years", sa.Integer(), nullable=False),
        sa.Column("max_kindergartens", sa.Integer(), nullable=True),
        sa.Column("employer", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=50), nullable=False),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("active_until", sa.Date(), nullable=True),
        sa.CheckConstraint("active_until >= active_from", name=op.f("ck_coach_dates")),
        sa.CheckConstraint(
            "experience_years >= 0", name=op.f("ck_coach_experience_years")
        ),
        sa.CheckConstraint(
            "fee_cents_per_hour >= 0", name=op.f("ck_coach_fee_cents_per_hour")
        ),
        sa.CheckConstraint(
            "latitude between -90 and 90 and longitude between -180 and 180 and (latitude is null) = (longitude is null)",
            name=op.f("ck_coach_point"),
        ),
        sa.CheckConstraint(
            "max_kindergartens >= 0", name=op.f("ck_coach_max_kindergartens")
        ),
        sa.CheckConstraint(
            "max_way_minutes >= 0", name=op.f("ck_coach_max_way_minutes")
        ),
        sa.CheckConstraint(
            "monthly_minutes >= 0", name=op.f("ck_coach_monthly_minutes")
        ),
        sa.CheckConstraint("radius_km >= 0", name=op.f("ck_coach_radius_km")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "fee_band_id"],
            ["fee_band.tenant_id", "fee_band.id"],
            name=op.f("fk_coach_tenant_id_fee_band_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_coach_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_coach")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_coach_tenant_id_code")),
    )
    with op.batch_alter_table("coach", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coach_sort_key"), ["sort_key"], unique=False
        )

    op.create_table(
        "county_budget",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("budget_cents", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "budget_cents >= 0", name=op.f("ck_county_budget_budget_cents")
        ),
        sa.CheckConstraint(
            "year between 2000 and 2100", name=op.f("ck_county_budget_year")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "area_id"],
            ["area.tenant_id", "area.id"],
            name=op.f("fk_county_budget_tenant_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_county_budget_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_county_budget")),
        sa.UniqueConstraint(
            "tenant_id",
            "area_id",
            "year",
            name=op.f("uq_county_budget_tenant_id_area_id_year"),
        ),
    )
    op.create_table(
        "cluster_event",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("cluster_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "workshop",
                "steering",
                "group",
                "opening",
                "interim",
                "closing",
                "communal_day",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("host_member_id", sa.Uuid(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
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
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("revised_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_cluster_event_days")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_cluster_event_number")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "cluster_id"],
            ["cluster.tenant_id", "cluster.id"],
            name=op.f("fk_cluster_event_tenant_id_cluster_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "host_member_id"],
            ["cluster_member.tenant_id", "cluster_member.id"],
            name=op.f("fk_cluster_event_tenant_id_host_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_cluster_event_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_cluster_event")),
        sa.UniqueConstraint("uid", name=op.f("uq_cluster_event_uid")),
    )
    op.create_table(
        "coach_language",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "coach_id"],
            ["coach.tenant_id", "coach.id"],
            name=op.f("fk_coach_language_tenant_id_coach_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_coach_language_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_coach_language")),
        sa.UniqueConstraint(
            "tenant_id",
            "coach_id",
            "language",
            name=op.f("uq_coach_language_tenant_id_coach_id_language"),
        ),
    )
    op.create_table(
        "coach_month",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        first_of_month("month", "ck_coach_month_month"),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_coach_month_minutes")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "coach_id"],
            ["coach.tenant_id", "coach.id"],
            name=op.f("fk_coach_month_tenant_id_coach_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_coach_month_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_coach_month")),
        sa.UniqueConstraint(
            "tenant_id",
            "coach_id",
            "month",
            name=op.f("uq_coach_month_tenant_id_coach_id_month"),
        ),
    )
    op.create_table(
        "coach_stage",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "interested",
                "start",
                "building",
                "established",
                "consultation",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "coach_id"],
            ["coach.tenant_id", "coach.id"],
            name=op.f("fk_coach_stage_tenant_id_coach_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_coach_stage_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_coach_stage")),
        sa.UniqueConstraint(
            "tenant_id",
            "coach_id",
            "stage",
            name=op.f("uq_coach_stage_tenant_id_coach_id_stage"),
        ),
    )
    op.create_table(
        "coach_topic",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level between 1 and 3", name=op.f("ck_coach_topic_level")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "coach_id"],
            ["coach.tenant_id", "coach.id"],
            name=op.f("fk_coach_topic_tenant_id_coach_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "topic"],
            ["programme_topic.tenant_id", "programme_topic.key"],
            name=op.f("fk_coach_topic_tenant_id_topic"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_coach_topic_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_coach_topic")),
        sa.UniqueConstraint(
            "tenant_id",
            "coach_id",
            "topic",
            name=op.f("uq_coach_topic_tenant_id_coach_id_topic"),
        ),
    )
    op.create_table(
        "coach_window",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "0 <= start_minute and start_minute < end_minute and end_minute <= 1440",
            name=op.f("ck_coach_window_minutes"),
        ),
        sa.CheckConstraint(
            "weekday between 0 and 6", name=op.f("ck_coach_window_weekday")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "coach_id"],
            ["coach.tenant_id", "coach.id"],
            name=op.f("fk_coach_window_tenant_id_coach_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_coach_window_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_coach_window")),
        sa.UniqueConstraint(
            "tenant_id",
            "coach_id",
            "weekday",
            "start_minute",
            name=op.f("uq_coach_window_tenant_id_coach_id_weekday_start_minute"),
        ),
    )
    op.create_table(
        "kindergarten",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sort_key", sa.String(length=200), nullable=False),
        sa.Column("institution", sa.String(length=200), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("postcode", sa.String(length=5), nullable=False),
        sa.Column("city", sa.String(length=100), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column(
            "coordinates_source",
            sa.Enum(
                "given",
                "postcode",
                name="coordinates_source",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "stage",
            sa.Enum(
                "interested",
                "start",
                "building",
                "established",
                "consultation",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("min_half_hours", sa.Integer(), nullable=False),
        sa.Column("wished_half_hours", sa.Integer(), nullable=False),
        sa.Column("visits_per_month", sa.Integer(), nullable=False),
        sa.Column("first_month", sa.Date(), nullable=True),
        sa.Column("last_month", sa.Date(), nullable=True),
        sa.Column("opening_start_minute", sa.Integer(), nullable=False),
        sa.Column("opening_end_minute", sa.Integer(), nullable=False),
        sa.Column("preferred_weekdays", sa.Integer(), nullable=False),
        sa.Column("last_coach_id", sa.Uuid(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=50), nullable=False),
        first_of_month("first_month", "ck_kindergarten_first_month"),
        first_of_month("last_month", "ck_kindergarten_last_month"),
        sa.CheckConstraint(
            "0 <= opening_start_minute and opening_start_minute < opening_end_minute and opening_end_minute <= 1440",
            name=op.f("ck_kindergarten_opening"),
        ),
        sa.CheckConstraint(
            "1 <= min_half_hours and min_half_hours <= wished_half_hours",
            name=op.f("ck_kindergarten_half_hours"),
        ),
        sa.CheckConstraint(
            "last_month >= first_month", name=op.f("ck_kindergarten_months")
        ),
        sa.CheckConstraint(
            "latitude between -90 and 90 and longitude between -180 and 180 and (latitude is null) = (longitude is null)",
            name=op.f("ck_kindergarten_point"),
        ),
        sa.CheckConstraint(
            "preferred_weekdays between 0 and 127",
            name=op.f("ck_kindergarten_preferred_weekdays"),
        ),
        sa.CheckConstraint(
            "visits_per_month between 1 and 31",
            name=op.f("ck_kindergarten_visits_per_month"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "area_id"],
            ["area.tenant_id", "area.id"],
            name=op.f("fk_kindergarten_tenant_id_area_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "last_coach_id"],
            ["coach.tenant_id", "coach.id"],
            name=op.f("fk_kindergarten_tenant_id_last_coach_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_kindergarten_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_kindergarten")),
        sa.UniqueConstraint(
            "tenant_id", "code", name=op.f("uq_kindergarten_tenant_id_code")
        ),
    )
    with op.batch_alter_table("kindergarten", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_kindergarten_sort_key"), ["sort_key"], unique=False
        )

    op.create_table(
        "busy_source",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=True),
        sa.Column("kindergarten_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "upload",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("last_read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "(coach_id is null) <> (kindergarten_id is null)",
            name=op.f("ck_busy_source_one_owner"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "coach_id"],
            ["coach.tenant_id", "coach.id"],
            name=op.f("fk_busy_source_tenant_id_coach_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "kindergarten_id"],
            ["kindergarten.tenant_id", "kindergarten.id"],
            name=op.f("fk_busy_source_tenant_id_kindergarten_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_busy_source_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_busy_source")),
    )
    op.create_table(
        "coach_conflict",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("kindergarten_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "counsellor",
                "employed",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "coach_id"],
            ["coach.tenant_id", "coach.id"],
            name=op.f("fk_coach_conflict_tenant_id_coach_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "kindergarten_id"],
            ["kindergarten.tenant_id", "kindergarten.id"],
            name=op.f("fk_coach_conflict_tenant_id_kindergarten_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_coach_conflict_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_coach_conflict")),
        sa.UniqueConstraint(
            "tenant_id",
            "coach_id",
            "kindergarten_id",
            "kind",
            name=op.f("uq_coach_conflict_tenant_id_coach_id_kindergarten_id_kind"),
        ),
    )
    op.create_table(
        "consultation_host",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kindergarten_id", sa.Uuid(), nullable=False),
        sa.Column("visits_per_month", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "visits_per_month between 0 and 31",
            name=op.f("ck_consultation_host_visits_per_month"),
        ),
        sa.CheckConstraint(
            "weekdays between 1 and 127", name=op.f("ck_consultation_host_weekdays")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "kindergarten_id"],
            ["kindergarten.tenant_id", "kindergarten.id"],
            name=op.f("fk_consultation_host_tenant_id_kindergarten_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_consultation_host_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_consultation_host")),
        sa.UniqueConstraint(
            "tenant_id",
            "kindergarten_id",
            name=op.f("uq_consultation_host_tenant_id_kindergarten_id"),
        ),
    )
    op.create_table(
        "engagement",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("kindergarten_id", sa.Uuid(), nullable=False),
        sa.Column("first_month", sa.Date(), nullable=False),
        sa.Column("last_month", sa.Date(), nullable=False),
        sa.Column("half_hours", sa.Integer(), nullable=False),
        sa.Column("visits_per_month", sa.Integer(), nullable=False),
        sa.Column("fee_cents_per_hour", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "accepted",
                "declined",
                "ended",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("proposal_id", sa.Uuid(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("revised_at", sa.DateTime(timezone=True), nullable=False),
        first_of_month("first_month", "ck_engagement_first_month"),
        first_of_month("last_month", "ck_engagement_last_month"),
        sa.CheckConstraint(
            "fee_cents_per_hour >= 0", name=op.f("ck_engagement_fee_cents_per_hour")
        ),
        sa.CheckConstraint("half_hours >= 1", name=op.f("ck_engagement_half_hours")),
        sa.CheckConstraint(
            "last_month >= first_month", name=op.f("ck_engagement_months")
        ),
        sa.CheckConstraint(
            "visits_per_month between 1 and 31",
            name=op.f("ck_engagement_visits_per_month"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "coach_id"],
            ["coach.tenant_id", "coach.id"],
            name=op.f("fk_engagement_tenant_id_coach_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "kindergarten_id"],
            ["kindergarten.tenant_id", "kindergarten.id"],
            name=op.f("fk_engagement_tenant_id_kindergarten_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "proposal_id"],
            ["proposal.tenant_id", "proposal.id"],
            name=op.f("fk_engagement_tenant_id_proposal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_engagement_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_engagement")),
        sa.UniqueConstraint(
            "tenant_id",
            "id",
            "coach_id",
            "kindergarten_id",
            name=op.f("uq_engagement_tenant_id_id_coach_id_kindergarten_id"),
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_engagement_uid")),
    )
    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.create_index(
            "ix_engagement_tenant_id_coach_id", ["tenant_id", "coach_id"], unique=False
        )

    op.create_table(
        "engagement_gap",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("kindergarten_id", sa.Uuid(), nullable=False),
        sa.Column("refusals", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "kindergarten_id"],
            ["kindergarten.tenant_id", "kindergarten.id"],
            name=op.f("fk_engagement_gap_tenant_id_kindergarten_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "proposal_id"],
            ["proposal.tenant_id", "proposal.id"],
            name=op.f("fk_engagement_gap_tenant_id_proposal_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_engagement_gap_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_engagement_gap")),
        sa.UniqueConstraint(
            "tenant_id",
            "proposal_id",
            "kindergarten_id",
            name=op.f("uq_engagement_gap_tenant_id_proposal_id_kindergarten_id"),
        ),
    )
    op.create_table(
        "engagement_item",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("kindergarten_id", sa.Uuid(), nullable=False),
        sa.Column("first_month", sa.Date(), nullable=False),
        sa.Column("last_month", sa.Date(), nullable=False),
        sa.Column("half_hours", sa.Integer(), nullable=False),
        sa.Column("visits_per_month", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        first_of_month("first_month", "ck_engagement_item_first_month"),
        first_of_month("last_month", "ck_engagement_item_last_month"),
        sa.CheckConstraint(
            "half_hours >= 1", name=op.f("ck_engagement_item_half_hours")
        ),
        sa.CheckConstraint(
            "last_month >= first_month", name=op.f("ck_engagement_item_months")
        ),
        sa.CheckConstraint(
            "visits_per_month between 1 and 31",
            name=op.f("ck_engagement_item_visits_per_month"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "coach_id"],
            ["coach.tenant_id", "coach.id"],
            name=op.f("fk_engagement_item_tenant_id_coach_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "kindergarten_id"],
            ["kindergarten.tenant_id", "kindergarten.id"],
            name=op.f("fk_engagement_item_tenant_id_kindergarten_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "proposal_id"],
            ["proposal.tenant_id", "proposal.id"],
            name=op.f("fk_engagement_item_tenant_id_proposal_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_engagement_item_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_engagement_item")),
        sa.UniqueConstraint(
            "tenant_id",
            "proposal_id",
            "kindergarten_id",
            name=op.f("uq_engagement_item_tenant_id_proposal_id_kindergarten_id"),
        ),
    )
    op.create_table(
        "kindergarten_closure",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kindergarten_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "last_day >= first_day", name=op.f("ck_kindergarten_closure_days")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "kindergarten_id"],
            ["kindergarten.tenant_id", "kindergarten.id"],
            name=op.f("fk_kindergarten_closure_tenant_id_kindergarten_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_kindergarten_closure_tenant_id")
        ),
        sa.PrimaryKeyConstraint(
            "tenant_id", "id", name=op.f("pk_kindergarten_closure")
        ),
        sa.UniqueConstraint(
            "tenant_id",
            "kindergarten_id",
            "first_day",
            name=op.f("uq_kindergarten_closure_tenant_id_kindergarten_id_first_day"),
        ),
    )
    op.create_table(
        "kindergarten_language",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kindergarten_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "kindergarten_id"],
            ["kindergarten.tenant_id", "kindergarten.id"],
            name=op.f("fk_kindergarten_language_tenant_id_kindergarten_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"],
            ["tenant.id"],
            name=op.f("fk_kindergarten_language_tenant_id"),
        ),
        sa.PrimaryKeyConstraint(
            "tenant_id", "id", name=op.f("pk_kindergarten_language")
        ),
        sa.UniqueConstraint(
            "tenant_id",
            "kindergarten_id",
            "language",
            name=op.f("uq_kindergarten_language_tenant_id_kindergarten_id_language"),
        ),
    )
    op.create_table(
        "kindergarten_topic",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kindergarten_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "weight between 1 and 10", name=op.f("ck_kindergarten_topic_weight")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "kindergarten_id"],
            ["kindergarten.tenant_id", "kindergarten.id"],
            name=op.f("fk_kindergarten_topic_tenant_id_kindergarten_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "topic"],
            ["programme_topic.tenant_id", "programme_topic.key"],
            name=op.f("fk_kindergarten_topic_tenant_id_topic"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_kindergarten_topic_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_kindergarten_topic")),
        sa.UniqueConstraint(
            "tenant_id",
            "kindergarten_id",
            "topic",
            name=op.f("uq_kindergarten_topic_tenant_id_kindergarten_id_topic"),
        ),
    )
    op.create_table(
        "pair_refusal",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("kindergarten_id", sa.Uuid(), nullable=False),
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
        sa.ForeignKeyConstraint(
            ["tenant_id", "coach_id"],
            ["coach.tenant_id", "coach.id"],
            name=op.f("fk_pair_refusal_tenant_id_coach_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "kindergarten_id"],
            ["kindergarten.tenant_id", "kindergarten.id"],
            name=op.f("fk_pair_refusal_tenant_id_kindergarten_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_pair_refusal_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_pair_refusal")),
        sa.UniqueConstraint(
            "tenant_id",
            "coach_id",
            "kindergarten_id",
            "origin",
            name=op.f("uq_pair_refusal_tenant_id_coach_id_kindergarten_id_origin"),
        ),
    )
    op.create_table(
        "busy_time",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_busy_time_instants")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "source_id"],
            ["busy_source.tenant_id", "busy_source.id"],
            name=op.f("fk_busy_time_tenant_id_source_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_busy_time_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_busy_time")),
    )
    with op.batch_alter_table("busy_time", schema=None) as batch_op:
        batch_op.create_index(
            "ix_busy_time_tenant_id_source_id_starts_at",
            ["tenant_id", "source_id", "starts_at"],
            unique=False,
        )

    op.create_table(
        "coaching_session",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("coach_id", sa.Uuid(), nullable=False),
        sa.Column("kindergarten_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
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
            name=op.f("ck_coaching_session_minutes"),
        ),
        sa.CheckConstraint(
            "ends_at > starts_at", name=op.f("ck_coaching_session_instants")
        ),
        sa.CheckConstraint(
            "held_minutes between 1 and 1440",
            name=op.f("ck_coaching_session_held_minutes"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_coaching_session_number")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "engagement_id", "coach_id", "kindergarten_id"],
            [
                "engagement.tenant_id",
                "engagement.id",
                "engagement.coach_id",
                "engagement.kindergarten_id",
            ],
            name="fk_coaching_session_engagement",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_coaching_session_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_coaching_session")),
        sa.UniqueConstraint(
            "tenant_id",
            "engagement_id",
            "number",
            name=op.f("uq_coaching_session_tenant_id_engagement_id_number"),
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_coaching_session_uid")),
    )
    with op.batch_alter_table("coaching_session", schema=None) as batch_op:
        batch_op.create_index(
            "ix_coaching_session_tenant_id_coach_id_day",
            ["tenant_id", "coach_id", "day"],
            unique=False,
        )

    op.create_table(
        "consultation_host_topic",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("host_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "host_id"],
            ["consultation_host.tenant_id", "consultation_host.id"],
            name=op.f("fk_consultation_host_topic_tenant_id_host_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "topic"],
            ["programme_topic.tenant_id", "programme_topic.key"],
            name=op.f("fk_consultation_host_topic_tenant_id_topic"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"],
            ["tenant.id"],
            name=op.f("fk_consultation_host_topic_tenant_id"),
        ),
        sa.PrimaryKeyConstraint(
            "tenant_id", "id", name=op.f("pk_consultation_host_topic")
        ),
        sa.UniqueConstraint(
            "tenant_id",
            "host_id",
            "topic",
            name=op.f("uq_consultation_host_topic_tenant_id_host_id_topic"),
        ),
    )
    op.create_table(
        "consultation_visit",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("kindergarten_id", sa.Uuid(), nullable=False),
        sa.Column("host_id", sa.Uuid(), nullable=False),
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
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("revised_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "0 <= start_minute and start_minute < end_minute and end_minute <= 1440",
            name=op.f("ck_consultation_visit_minutes"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "host_id"],
            ["consultation_host.tenant_id", "consultation_host.id"],
            name=op.f("fk_consultation_visit_tenant_id_host_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "kindergarten_id"],
            ["kindergarten.tenant_id", "kindergarten.id"],
            name=op.f("fk_consultation_visit_tenant_id_kindergarten_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("fk_consultation_visit_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_consultation_visit")),
        sa.UniqueConstraint("uid", name=op.f("uq_consultation_visit_uid")),
    )
    rules_0002.create(op, NEW_TABLES)


def downgrade() -> None:
    rules_0002.unbind(op)
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
    rules_0002.shrink(op)
