"""A kind of letter that only these tests know, registered while one of them runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice.accounts.models import User
from documents.actions.shipped import load_shipped_templates
from documents.kinds import DocumentKind, kinds
from tests.factories.documents import PROOF, proof_kind
from tests.factories.people import make_user


@pytest.fixture
def proof(tmp_path: Path) -> Iterator[DocumentKind]:
    """A proof of membership."""
    yield kinds.register(PROOF, proof_kind(tmp_path))
    del kinds._things[PROOF]


@pytest.fixture
def proof_in_use(db: None, proof: DocumentKind) -> DocumentKind:
    """The same, with its shipped template active."""
    load_shipped_templates()
    return proof


@pytest.fixture
def second_administrator(db: None) -> User:
    """Another administrator, for four eyes."""
    return make_user("administrator")
