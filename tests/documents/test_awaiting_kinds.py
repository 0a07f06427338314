"""Kinds whose data does not exist yet: their templates live, their letters are refused with the reason."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from backoffice.accounts.models import User
from backoffice.kit.transitions import Refused
from documents.actions.issue import issue
from documents.kinds import DocumentKind, Field, kinds, register_awaiting, sample_of, that_can_be_made
from documents.models import IssuedDocument, LetterOrder, TemplateVersion
from tests.factories.documents import make_member, make_template, texts_of, word_file
from tests.factories.shipped import templates_in_use

pytestmark = pytest.mark.django_db

KEY, WHY = "verdict", "De commissie bestaat nog niet."
FIELDS = (Field("zaak.nummer", "zaaknummer", "K1"), Field("leden[].naam", "lid", "A. de Wit"))


@pytest.fixture
def verdict(tmp_path: Path, settings: Any) -> Iterator[DocumentKind]:
    """A kind of letter that waits for its data."""
    settings.REQUIRE_TWO_FACTOR = False
    template = tmp_path / "verdict.docx"
    template.write_bytes(word_file("Zaak {{ zaak.nummer }}"))
    sample = sample_of(FIELDS, leden=[{"naam": "A. de Wit"}, {"naam": "B. Bos"}])
    yield register_awaiting(KEY, "Oordeel", template, fields=FIELDS, sample=sample, awaits=WHY)
    del kinds._things[KEY]


def test_a_full_sample_holds_single_values_and_whole_lists(verdict: DocumentKind) -> None:
    assert verdict.sample_context == {
        "zaak": {"nummer": "K1"},
        "leden": [{"naam": "A. de Wit"}, {"naam": "B. Bos"}],
    }


def test_its_shipped_template_is_in_use_and_can_be_adapted_and_looked_at(
    verdict: DocumentKind, administrator: User, client: Client
) -> None:
    templates_in_use()
    assert TemplateVersion.objects.of_kind(KEY).active().exists()
    draft = make_template("Uitspraak {{ zaak.nummer }}", by=administrator, kind=KEY)
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")

    def page(name: str) -> Any:
        return client.get(reverse(f"admin:documents_templateversion_{name}", args=[draft.pk]), {"as": "word"})

    assert draft.problems == []
    assert texts_of(page("sample").content) == ["Uitspraak K1"]
    assert "{%p for regel in leden %}\n{{ regel.naam }}" in unescape(page("fields").content.decode())


def test_its_letter_is_refused_with_the_reason(verdict: DocumentKind, coordinator: User) -> None:
    templates_in_use()

    for by in (coordinator, None):
        with pytest.raises(Refused, match=WHY):
            issue(KEY, make_member(), by)

    assert not IssuedDocument.objects.exists()


def test_the_command_refuses_it_and_does_not_offer_it(verdict: DocumentKind, tmp_path: Path) -> None:
    templates_in_use()

    with pytest.raises(CommandError, match=WHY) as refused:
        call_command("issue_document", KEY, "K1", "--out", str(tmp_path / "x.docx"))
    with pytest.raises(CommandError) as unknown:
        call_command("issue_document", "brief", "K1", "--out", str(tmp_path / "x.docx"))

    assert refused.value.returncode == 1
    assert KEY not in str(unknown.value)
    assert not (tmp_path / "x.docx").exists()


def test_lists_of_letters_leave_it_out_and_still_work(
    verdict: DocumentKind, coordinator: User, client: Client
) -> None:
    client.force_login(coordinator, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(reverse("admin:documents_issueddocument_changelist")).content.decode()

    assert KEY not in that_can_be_made()
    assert "kind=acknowledgement" in page
    assert f"kind={KEY}" not in page
    assert not IssuedDocument.objects.visible_to(coordinator).exists()
    assert not LetterOrder.objects.visible_to(coordinator).exists()
