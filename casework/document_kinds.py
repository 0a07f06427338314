"""The letters that casework sends, and what each promises to the writers of templates."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.roles import Role
from backoffice.kit.history import Category, record_many
from casework import letter_context
from casework.letter_words import PROMISES, QUESTIONS
from casework.models import Complaint
from casework.rules.consent import LETTERS
from documents.kinds import DocumentKind, Field, Missing, Recipient, register
from documents.letterhead import OFFICE_FIELDS

TEMPLATES = Path(__file__).resolve().parent / "docx"
ISSUERS = (Role.COORDINATOR, Role.OFFICER)

COMMON_FIELDS = (
    *OFFICE_FIELDS,
    Field("brief.datum", _("date of the letter"), date(2026, 3, 24)),
    Field("zaak.nummer", _("case number"), "K2026-00031"),
    Field("zaak.ontvangen_op", _("when the complaint was received"), date(2026, 3, 23)),
    Field("klager.naam", _("name of the complainant"), "M. Jansen & Zn"),
    Field("klager.adres", _("lines of the complainant's address"), ["Lindelaan 12", "7511 AB  Enschede"]),
    Field("klager.hoedanigheid", _("in what capacity the complainant acts"), "als naaste van de cliënt"),
    Field("client.naam", _("name of the client"), "A. Jansen-de Vries"),
    Field("client.geboortedatum", _("date of birth of the client"), date(1948, 5, 6)),
    Field("client.is_een_ander", _("whether the client is somebody else than the complainant"), True),
    Field("zorgaanbieder.naam", _("name of the care provider"), "Thuiszorg De Brug"),
    Field("behandelaar.naam", _("name of who handles the complaint"), "S. de Boer"),
    Field("behandelaar.functie", _("role of who handles the complaint"), "klachtenfunctionaris"),
    Field("procedure.naam", _("name of the procedure"), "Klachtenregeling Wkkgz"),
    Field("procedure.grondslag", _("legal basis of the procedure"), "Wkkgz, artikel 13 tot en met 17"),
    Field("procedure.heeft_commissie", _("whether there is a complaints committee"), True),
)
PART_FIELDS = (
    Field("onderdelen[].nummer", _("number of the part"), 1),
    Field("onderdelen[].tekst", _("what is complained of"), "De thuiszorg kwam drie keer niet opdagen."),
    Field("onderdelen[].categorie", _("category of the part"), "Organisatie, bereikbaarheid, wachttijd"),
)
DATE_FIELDS = (
    Field("termijnen[].wat", _("what happens before the date"), PROMISES["first_contact"][0]),
    Field("termijnen[].datum", _("the last day"), date(2026, 3, 30)),
    Field("termijnen[].uitleg", _("what is good to know about it"), PROMISES["first_contact"][1]),
)
QUESTION_FIELDS = (
    Field("vragen[].letter", _("letter of the question"), "a"),
    Field("vragen[].tekst", _("the question"), "Mogen wij uw klacht delen met de zorgaanbieder?"),
    Field("vragen[].uitleg", _("what it means"), "Zonder dit kunnen wij niet bemiddelen."),
    Field("antwoord.uiterlijk_op", _("before when the answer is asked"), date(2026, 4, 7)),
)


def find(number: str) -> Complaint:
    """The complaint with this case number. Raises LookupError. Queries."""
    try:
        return Complaint.objects.for_detail().get(number=number)
    except Complaint.DoesNotExist as error:
        raise LookupError(_("There is no complaint with number %(number)s.") % {"number": number}) from error


def visible_to(user: Any) -> models.QuerySet[Complaint]:
    """The complaints whose letters a user may read."""
    return Complaint.objects.visible_to(user)


def may_issue(user: Any, complaint: Complaint) -> bool:
    """Coordinators and officers, for the complaints in their hands."""
    return user.has_role(*ISSUERS) and complaint.is_handled_by(user)


def recipient(complaint: Complaint) -> Recipient:
    """The complainant."""
    party = complaint.complainant
    if party is None:
        return Recipient(name="")
    address = tuple(letter_context.address_of(party))
    return Recipient(party.name, party.email, address, party.language)


def missing(complaint: Complaint) -> list[Missing]:
    """What every letter to the complainant needs and this complaint lacks."""
    lacks = (
        (
            not complaint.number,
            _("case number (register the complaint first)"),
            "change",
            "?step=register#step",
        ),
        (complaint.complainant is None, _("complainant"), "edit", "#id_complainant_name"),
        (complaint.member is None, _("care provider"), "edit", "#id_member"),
        (complaint.procedure is None, _("procedure"), "edit", "#id_member"),
        (
            letter_context.handler(complaint) is None,
            _("coordinator or officer who handles the complaint"),
            "change",
            "",
        ),
    )
    return [
        Missing(words, _page_of(complaint, page) + place)
        for is_missing, words, page, place in lacks
        if is_missing
    ]


def missing_for_acknowledgement(complaint: Complaint) -> list[Missing]:
    """The acknowledgement also sums up the parts and the dates."""
    found = missing(complaint)
    if not complaint.parts.all():
        found.append(Missing(_("at least one part of the complaint"), _page_of(complaint, "edit") + "#parts"))
    if not letter_context.promised_dates(complaint):
        found.append(Missing(_("the dates (no clock of this complaint has started)"), _page_of(complaint)))
    return found


def for_letters(complaints: models.QuerySet[Complaint]) -> models.QuerySet[Complaint]:
    """Complaints with what their letters tell: everything on their page, and their clocks."""
    return complaints.for_detail().prefetch_related("deadlines")  # type: ignore[attr-defined]


def write_event(complaint: Complaint, document: Any, by: Any) -> None:
    """The letter stands in the history of the complaint."""
    write_events([(complaint, document)], by)


def write_events(letters: Sequence[tuple[Complaint, Any]], by: Any) -> None:
    """Each letter stands in the history of its complaint."""
    told = [(complaint, _told_of(document)) for complaint, document in letters]
    record_many(told, "letter_issued", by=by, category=Category.LETTER)


def _told_of(document: Any) -> dict[str, str]:
    return {"document": str(document.pk), "kind": document.kind, "title": document.title}


def _page_of(complaint: Complaint, page: str = "change") -> str:
    return reverse(f"admin:casework_complaint_{page}", args=[complaint.pk])


def _sample(fields: tuple[Field, ...], lists: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The samples of the fields, with lists as long as they are in a real letter."""
    sample: dict[str, Any] = {}
    for field in fields:
        if "[]" not in field.name:
            group, _dot, name = field.name.partition(".")
            sample.setdefault(group, {})[name] = field.sample
    return {**sample, **lists}


SAMPLE_PARTS: list[dict[str, Any]] = [
    {
        "nummer": 1,
        "tekst": "De thuiszorg kwam in maart drie keer niet opdagen, zonder bericht.",
        "categorie": "Organisatie, bereikbaarheid, wachttijd",
    },
    {"nummer": 2, "tekst": "De medewerker sprak mijn moeder onvriendelijk aan.", "categorie": "Bejegening"},
]
SAMPLE_DATES: list[dict[str, Any]] = [
    {"wat": words, "uitleg": explanation, "datum": day}
    for (words, explanation), day in zip(
        PROMISES.values(), (date(2026, 3, 30), date(2026, 5, 4), date(2026, 7, 23)), strict=True
    )
]
SAMPLE_QUESTIONS: list[dict[str, Any]] = [
    {
        "letter": LETTERS[purpose],
        "tekst": words,
        "uitleg": explanation.format(provider="Thuiszorg De Brug"),
    }
    for purpose, (words, explanation) in QUESTIONS.items()
]

register(
    DocumentKind(
        key="acknowledgement",
        title=_("Acknowledgement"),
        template=TEMPLATES / "acknowledgement.docx",
        fields=(*COMMON_FIELDS, *PART_FIELDS, *DATE_FIELDS),
        sample=_sample(COMMON_FIELDS, {"onderdelen": SAMPLE_PARTS, "termijnen": SAMPLE_DATES}),
        build_context=letter_context.acknowledgement,
        model_label="casework.complaint",
        find=find,
        visible_to=visible_to,
        may_issue=may_issue,
        missing=missing_for_acknowledgement,
        recipient=recipient,
        on_issued=write_event,
        on_many_issued=write_events,
        for_letters=for_letters,
    )
)
register(
    DocumentKind(
        key="consent_form",
        title=_("Consent form"),
        template=TEMPLATES / "consent_form.docx",
        fields=(*COMMON_FIELDS, *QUESTION_FIELDS),
        sample=_sample(
            (*COMMON_FIELDS, QUESTION_FIELDS[-1]),
            {"vragen": SAMPLE_QUESTIONS},
        ),
        build_context=letter_context.consent_form,
        build_for_event=letter_context.consent_form_of,
        model_label="casework.complaint",
        find=find,
        visible_to=visible_to,
        may_issue=may_issue,
        missing=missing,
        recipient=recipient,
        on_issued=write_event,
        on_many_issued=write_events,
        for_letters=for_letters,
    )
)
