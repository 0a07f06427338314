"""A kind of letter that only these tests know, registered while one of them runs."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from backoffice.accounts.models import User
from documents.kinds import DocumentKind, kinds
from tests.factories.documents import PROOF, proof_kind
from tests.factories.people import make_user
from tests.factories.shipped import templates_in_use


@pytest.fixture
def proof(tmp_path: Path) -> Iterator[DocumentKind]:
    """A proof of membership."""
    yield kinds.register(PROOF, proof_kind(tmp_path))
    del kinds._things[PROOF]


@pytest.fixture
def proof_in_use(db: None, proof: DocumentKind) -> DocumentKind:
    """The same, with its shipped template active."""
    templates_in_use()
    return proof


@pytest.fixture
def second_administrator(db: None) -> User:
    """Another administrator, for four eyes."""
    return make_user("administrator")


@pytest.fixture
def signed_in(settings: Any) -> Callable[[User], Client]:
    """A browser of somebody who is signed in."""
    settings.REQUIRE_TWO_FACTOR = False

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def requests_seen() -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine that only notes who asks."""
    seen: list[str] = []

    class Note(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - the names that the server looks for

        def log_message(self, *_args: object) -> None:
            """In silence."""

    server = HTTPServer(("127.0.0.1", 0), Note)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()
