"""The shipped letters of casework as their writers left them: fit for use, in plain words, nothing promised in vain."""

import io
import re
from typing import Any

import pytest
from docx import Document

from backoffice.accounts.models import User
from backoffice.kit.transitions import Refused
from documents.actions.issue import issue
from documents.kinds import DocumentKind, kinds
from documents.rendering import check, render
from documents.rendering.formats import shown
from tests.factories.casework import make_registered
from tests.factories.letters import fields_not_used, hard_words_in, words_of

LETTERS = [
    "acknowledgement", "consent_form", "out_of_scope", "provider_notice", "extension", "extension_provider",
    "mediation_invitation", "mediation_invitation_provider", "closing", "closing_provider", "follow_up_options",
    "follow_up_options_provider", "referral", "defence_request", "hearing_invitation", "hearing_invitation_provider",
]  # fmt: skip
# What the office writes and nobody signs as a letter.
DOCUMENTS = ["judgement", "judgement_published", "annual_report"]
OURS = LETTERS + DOCUMENTS
TO_PROVIDER = [
    key
    for key in LETTERS
    if key.startswith("provider") or key.endswith("provider") or key == "defence_request"
]
# What a writer of templates may use and the shipped letter does not.
OF_COMPLAINANT = {"procedure.heeft_commissie", "klager.hoedanigheid", "client.geboortedatum"}
OF_PROVIDER = {"procedure.heeft_commissie", "toestemming.dossier", "client.geboortedatum"}
NOT_USED: dict[str, set[str]] = {
    "acknowledgement": OF_COMPLAINANT - {"procedure.heeft_commissie"},
    "consent_form": {"procedure.naam", "procedure.heeft_commissie"},
    "out_of_scope": OF_COMPLAINANT | {"client.naam", "client.is_een_ander"},
    "provider_notice": {"procedure.heeft_commissie"},
    "extension": OF_COMPLAINANT | {"client.naam", "client.is_een_ander"},
    "extension_provider": OF_PROVIDER,
    "mediation_invitation": OF_COMPLAINANT | {"client.naam", "client.is_een_ander"},
    "mediation_invitation_provider": OF_PROVIDER,
    "closing": OF_COMPLAINANT,
    "closing_provider": OF_PROVIDER,
    "follow_up_options": OF_COMPLAINANT | {"client.naam", "client.is_een_ander"},
    "follow_up_options_provider": OF_PROVIDER,
    "referral": OF_COMPLAINANT - {"klager.hoedanigheid"},
    "defence_request": OF_PROVIDER - {"toestemming.dossier"},
    "hearing_invitation": OF_COMPLAINANT | {"zaak.ontvangen_op", "client.naam", "client.is_een_ander"},
    "hearing_invitation_provider": OF_PROVIDER | {"zaak.ontvangen_op"},
    "judgement": {"procedure.heeft_commissie"},
    "judgement_published": set(),
    "annual_report": set(),
}


def rendered(key: str, **values: Any) -> bytes:
    """The letter of the sample, with some of its values replaced."""
    kind = kinds.get(key)
    return render(kind.template.read_bytes(), {**kind.sample_context, **values})


@pytest.fixture(params=OURS)
def kind(request: Any) -> DocumentKind:
    """Each kind in turn."""
    return kinds.get(request.param)


def test_no_kind_of_casework_is_left_out_of_these_tests() -> None:
    theirs = {one.key for one in kinds if one.template.parents[1].name == "casework"}

    assert set(OURS) <= theirs
    assert {one.key for one in kinds if one.model_label == "casework.complaint"} <= set(OURS)


def test_a_template_is_fit_for_use_and_its_headings_are_real(kind: DocumentKind) -> None:
    content = kind.template.read_bytes()

    levels = [one.style.name for one in Document(io.BytesIO(content)).paragraphs if one.style]

    assert check(content, kind.fields) == []
    assert levels.count("Heading 1") == 1
    assert levels.count("Heading 2") >= 3
    assert levels.index("Heading 1") < levels.index("Heading 2")


def test_a_template_uses_what_it_is_promised_or_we_know_that_it_does_not(kind: DocumentKind) -> None:
    assert fields_not_used(kind) == NOT_USED[kind.key]


def test_it_speaks_plainly_and_nothing_of_the_template_is_left(kind: DocumentKind) -> None:
    said = words_of(render(kind.template.read_bytes(), kind.sample_context))

    assert hard_words_in(said) == []
    assert not re.search(r"\bje\b|\bjij\b|\bjouw\b", said.lower())
    assert "  " not in said
    assert not re.search(r"\s[.,?]|\{\{|%\}|None", said)


@pytest.mark.parametrize("key", LETTERS)
def test_a_letter_says_what_every_letter_says(key: str) -> None:
    kind = kinds.get(key)
    sample = kind.sample_context
    sender = sample["behandelaar"]

    said = words_of(render(kind.template.read_bytes(), sample))

    for needed in (
        "Zaaknummer K2026-00031",
        shown(sample["brief"]["datum"]),
        f"Met vriendelijke groet,{sender['naam']}{sender['functie']}",
        "Wkkgz, artikel 13 tot en met 17",
        "Wat gaat er nu gebeuren?",
        "053 123 45 67",
        "kantoor@example.org",
    ):
        assert needed in said


@pytest.mark.parametrize("key", TO_PROVIDER)
def test_what_the_provider_gets_names_nobody_without_consent_b(key: str) -> None:
    kind = kinds.get(key)
    sample = kind.sample_context
    consent = {"naam": False, "dossier": False}
    nobody = {"naam": "", "is_een_ander": False, "geboortedatum": ""}
    without = {**sample, "toestemming": consent, "klager": {"naam": ""}, "client": nobody, "deelnemers": []}

    said = words_of(render(kind.template.read_bytes(), without))

    for kept in ("M. Jansen & Zn", "Jansen-de Vries", "Heijden", "1948"):
        assert kept not in said
    assert "geen toestemming gegeven om de naam te noemen" in said


def test_a_talk_is_free_of_charge_for_who_complains_and_nothing_is_said_of_that_to_the_other_side() -> None:
    to_complainant, to_provider = (
        words_of(rendered(key)) for key in ("mediation_invitation", "mediation_invitation_provider")
    )

    assert "Het kost u niets." in to_complainant
    assert "kost u niets" not in to_provider


def test_without_agreements_nobody_reads_about_keeping_them() -> None:
    assert "Kom de afspraken na" in words_of(rendered("closing_provider"))
    assert "Kom de afspraken na" not in words_of(rendered("closing_provider", afspraken=[]))
    assert "Komt iemand een afspraak niet na?" in words_of(rendered("closing"))
    assert "een afspraak niet na" not in words_of(rendered("closing", afspraken=[]))


@pytest.mark.parametrize("key", ["mediation_invitation", "mediation_invitation_provider"])
def test_a_letter_whose_talk_cannot_be_planned_yet_is_refused_with_the_reason(
    key: str, coordinator: User
) -> None:
    with pytest.raises(Refused, match="Bemiddelingsgesprekken komen in een latere versie"):
        issue(key, make_registered(coordinator), coordinator)
