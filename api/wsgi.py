"""Entry for WSGI servers: ``gunicorn 'api.wsgi:create()'``."""

from flask import Flask

from api.app import create_app
from service.bootstrap import start
from service.settings import read_settings


def create() -> Flask:
    """The application of the installation the environment describes."""
    return create_app(start(read_settings()))
