"""The feeds over HTTP, in process and as a server of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from api.feeds import feeds_blueprint
from service.bootstrap import Application
from service.db.store import Store
from service.settings import Settings


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
