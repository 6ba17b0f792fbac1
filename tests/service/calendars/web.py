"""The feeds over HTTP, in process and as a server of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.serving import WSGIRequestHandler, make_server

import api.feeds
from api.feeds import feeds_blueprint
from service.bootstrap import Application
from service.db.store import Store
from service.domain.kinds import FeedKind
from service.settings import Settings
from tests.service.calendars.rulebook import Break
from tests.service.calendars.world import MONDAY, Piece, World


class Quiet(WSGIRequestHandler):
    """The development server would log every path."""

    def log(self, *_: object) -> None:
        pass


def app_for(store: Store) -> Flask:
    """A web application that serves nothing but feeds."""
    app = Flask(__name__)
    app.register_blueprint(feeds_blueprint(Application(Settings(), store, store.clock)))
    return app


@contextmanager
def serving(store: Store) -> Iterator[str]:
    """The address of a real server while the block runs."""
    server = make_server(
        "127.0.0.1", 0, app_for(store), threaded=True, request_handler=Quiet
    )
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def served(world: World) -> tuple[FlaskClient, str]:
    """A client and the address of a feed with one event."""
    piece = Piece(world.child(), world.person(), world.place())
    path = world.subscribe(FeedKind.PERSON, piece.person)
    world.publish(MONDAY, piece)
    return app_for(world.store).test_client(), path


def answers(change: Callable[[Response], object]) -> Break:
    """A mutant: every answer is changed on its way out."""

    def apply(monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("_answer", "_feed_answer"):
            make = getattr(api.feeds, name)

            def changed(
                *values: object, made: Callable[..., Response] = make
            ) -> Response:
                answer = made(*values)
                change(answer)
                return answer

            monkeypatch.setattr(api.feeds, name, changed)

    return apply


def header(name: str, value: str | None) -> Break:
    """A mutant: a header is set or left out."""

    def change(answer: Response) -> None:
        answer.headers.pop(name, None)
        if value is not None:
            answer.headers[name] = value

    return answers(change)
