"""However long the history grows, a change reads its own recipients' rows only."""

from sqlalchemy import event

from service.domain.kinds import FeedKind
from tests.service.calendars.world import MONDAY, Piece, World, everybody


def test_feeds_are_found_by_recipient(world: World) -> None:
    piece = everybody(world)
    for _ in range(3):
        world.subscribe(FeedKind.PERSON, world.person())
    asked: list[tuple[str, tuple]] = []

    def note(_connection, _cursor, statement, parameters, *_: object) -> None:
        if statement.startswith(("SELECT feed_event", "SELECT feed_document")):
            asked.append((statement, parameters))

    engine = world.store.engine
    event.listen(engine, "before_cursor_execute", note)
    world.publish(MONDAY, Piece(piece.child, piece.person, piece.place, end=900))
    event.remove(engine, "before_cursor_execute", note)
    assert len(asked) >= 8
    with engine.connect() as connection:
        for statement, parameters in asked:
            plan = connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement}", parameters
            ).all()
            assert "AND kind=? AND recipient_id=?" in str(plan), (statement, plan)
