"""The page of a case: what it says, who finds it, and what its buttons do."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from backoffice.accounts.models import User
from backoffice.audit.models import AuditEvent
from backoffice.kit import clock as kit_clock
from casework.actions.attachments import attach
from casework.models import Complaint
from tests.factories.casework import (
    complainant_party,
    make_closed,
    make_in_consultation,
    make_registered,
    make_with_consent,
)
from tests.factories.shipped import templates_in_use

MOST_QUERIES = 45
SignIn = Callable[[User], Client]


def url(complaint: Complaint, page: str = "change/") -> str:
    return f"/admin/casework/complaint/{complaint.pk}/{page}"


def test_the_head_says_state_member_cover_next_date_and_handler(coordinator: User, signed_in: SignIn) -> None:
    complaint = make_registered(coordinator)
    assert complaint.member is not None

    page = signed_in(coordinator).get(url(complaint)).content.decode()

    for said in (complaint.number, "Geregistreerd", complaint.member.name, "nog 7 dagen", coordinator.name):
        assert str(said) in page
    assert "Waarom deze datum?" in page
    assert "Contact vastleggen" in page


def test_a_late_date_is_said_in_words_too(coordinator: User, signed_in: SignIn) -> None:
    complaint = make_registered(coordinator)
    client = signed_in(coordinator)

    with kit_clock.at(dt.date(2026, 4, 2)):
        page = client.get(url(complaint)).content.decode()

    assert 'words-late">2 dagen te laat' in page


def test_the_page_takes_a_bounded_number_of_queries(coordinator: User, signed_in: SignIn) -> None:
    complaint = make_with_consent(coordinator)
    client = signed_in(coordinator)
    client.get(url(complaint))

    with CaptureQueriesContext(connection) as asked:
        client.get(url(complaint))

    assert len(asked) <= MOST_QUERIES


@pytest.mark.parametrize("role", ["officer", "secretary", "finance", "administrator", "confidant"])
@pytest.mark.parametrize("page", ["change/", "edit/", "letter/acknowledgement/", "files/", "take-over/"])
def test_whoever_may_not_see_it_finds_nothing(
    role: str, page: str, coordinator: User, user_with: Any, signed_in: SignIn
) -> None:
    complaint = make_registered(coordinator)
    client = signed_in(user_with(role))

    assert client.get(url(complaint, page)).status_code == 404
    assert client.post(url(complaint, page)).status_code == 404


def test_reading_a_case_is_logged_without_its_content(coordinator: User, signed_in: SignIn) -> None:
    complaint = make_registered(coordinator)

    signed_in(coordinator).get(url(complaint))

    line = AuditEvent.objects.filter(object_id=str(complaint.pk), action="read").get()
    assert (line.by, line.object_label) == (coordinator, complaint.number)


@pytest.mark.parametrize(
    ("page", "posted", "action"),
    [
        ("change/?step=record_contact", None, "read"),
        ("step/record_contact/", None, "read"),
        ("step/record_contact/", {"version": "x"}, "read"),
        ("edit/", None, "read"),
        ("edit/", {"version": "1", "parts-TOTAL_FORMS": "1", "parts-INITIAL_FORMS": "1"}, "read"),
        ("consent-withdrawn/", {"purpose": "share_with_provider"}, "read"),
        ("letter/acknowledgement/", None, "read"),
        ("letter/acknowledgement/preview/?as=word", None, "download"),
        ("letter/acknowledgement/fields/", None, "read"),
    ],
)
def test_every_page_that_shows_a_case_is_logged(
    page: str, posted: dict[str, str] | None, action: str, coordinator: User, signed_in: SignIn
) -> None:
    templates_in_use()
    complaint = make_registered(coordinator)
    client = signed_in(coordinator)

    answer = client.get(url(complaint, page)) if posted is None else client.post(url(complaint, page), posted)

    assert answer.status_code in (200, 409, 422)
    lines = AuditEvent.objects.filter(object_id=str(complaint.pk), action=action, by=coordinator)
    assert lines.count() == 1


def test_a_post_to_the_page_itself_changes_nothing(coordinator: User, signed_in: SignIn) -> None:
    complaint = make_registered(coordinator)

    answer = signed_in(coordinator).post(url(complaint), {"state": "closed", "narrative": "x"})

    complaint.refresh_from_db()
    assert answer.status_code == 405
    assert complaint.state == "registered"


@pytest.mark.parametrize(
    ("show", "present", "absent"),
    [
        ("all", "Ontvangen", "niets hiervan"),
        ("talks", "Contact met de klager", "Geregistreerd ·"),
        ("steps", "Geregistreerd", "Termijn gestart"),
        ("deadlines", "Termijn gestart", "Contact met de klager"),
        ("nonsense", "Ontvangen", "niets hiervan"),
    ],
)
def test_the_course_shows_what_was_chosen(
    show: str, present: str, absent: str, coordinator: User, signed_in: SignIn
) -> None:
    complaint = make_in_consultation(coordinator)

    entries = signed_in(coordinator).get(url(complaint), {"show": show}).context["page"].timeline

    titles = " ".join(f"{entry.title} ·" for entry in entries)
    assert present in titles
    assert absent not in titles
    assert [entry.at for entry in entries] == sorted((entry.at for entry in entries), reverse=True)


def test_a_name_and_a_story_are_shown_as_text(coordinator: User, signed_in: SignIn) -> None:
    evil = "<img src=x onerror=alert(1)>"
    complaint = make_registered(coordinator, narrative=evil, parties=(complainant_party(name=evil),))

    page = signed_in(coordinator).get(url(complaint)).content.decode()

    assert evil not in page
    assert "&lt;img src=x" in page


def test_a_step_opens_on_the_page_and_a_refusal_keeps_what_was_typed(
    coordinator: User, signed_in: SignIn
) -> None:
    complaint = make_registered(coordinator)
    client = signed_in(coordinator)

    opened = client.get(url(complaint), {"step": "record_contact"})
    refused = client.post(
        url(complaint, "step/record_contact/"),
        {
            "version": complaint.version,
            "contacted_on": "2026-03-30",
            "channel": "telephone",
            "note": "Gesproken",
        },
    )

    assert opened.context["open_step"].name == "record_contact"
    assert "in de toekomst" in refused.content.decode()
    assert "Gesproken" in refused.content.decode()
    assert "Verloop" in refused.content.decode()


def test_carry_out_and_next_goes_to_the_next_due_case_of_mine(coordinator: User, signed_in: SignIn) -> None:
    complaint, later = make_registered(coordinator), make_registered(coordinator)
    make_registered()  # in the hands of a colleague

    answer = signed_in(coordinator).post(
        url(complaint, "step/record_contact/"),
        {"version": complaint.version, "contacted_on": "2026-03-24", "channel": "telephone", "_next": "1"},
    )

    assert answer["Location"] == url(later)


def test_a_forged_step_by_a_colleague_changes_nothing(
    coordinator: User, user_with: Any, signed_in: SignIn
) -> None:
    complaint = make_registered(coordinator)

    signed_in(user_with("coordinator")).post(
        url(complaint, "step/record_contact/"),
        {"version": complaint.version, "contacted_on": "2026-03-24", "channel": "telephone"},
    )

    complaint.refresh_from_db()
    assert complaint.state == "registered"


def test_a_colleague_takes_over(coordinator: User, user_with: Any, signed_in: SignIn) -> None:
    complaint, other = make_registered(coordinator), user_with("coordinator")

    signed_in(other).post(url(complaint, "take-over/"))

    complaint.refresh_from_db()
    assert complaint.coordinator == other


def test_consent_is_withdrawn_from_the_page(coordinator: User, signed_in: SignIn) -> None:
    complaint = make_with_consent(coordinator)
    client = signed_in(coordinator)

    client.post(url(complaint, "consent-withdrawn/"), withdrawal())

    standing = {line.purpose: line.standing for line in client.get(url(complaint)).context["page"].consents}
    assert standing["share_with_provider"] == "withdrawn"
    assert standing["name_complainant"] == "given"


def withdrawal(**changes: str) -> dict[str, str]:
    """What the consent box sends; the tests' today is 24 March 2026."""
    return {"purpose": "share_with_provider", "withdrawn_on": "2026-03-24", "note": "Per telefoon", **changes}


@pytest.mark.parametrize(
    "changes",
    [
        {"withdrawn_on": ""},
        {"withdrawn_on": "30-02-2026"},
        {"withdrawn_on": "soon"},
        {"withdrawn_on": "25-03-2026"},
        {"withdrawn_on": "2026-01-02"},
        {"purpose": ""},
        {"purpose": "everything"},
        {"note": "x" * 501},
    ],
)
def test_a_withdrawal_with_a_wrong_answer_is_told_and_changes_nothing(
    changes: dict[str, str], coordinator: User, signed_in: SignIn
) -> None:
    complaint = make_with_consent(coordinator)
    client = signed_in(coordinator)

    answer = client.post(url(complaint, "consent-withdrawn/"), withdrawal(**changes))

    assert answer.status_code == 422
    assert "blijft zoals die was" in answer.content.decode()
    assert not complaint.consents.filter(withdrawn_on__isnull=False).exists()


def test_a_withdrawal_takes_a_day_as_the_dutch_write_it(coordinator: User, signed_in: SignIn) -> None:
    complaint = make_with_consent(coordinator)

    signed_in(coordinator).post(url(complaint, "consent-withdrawn/"), withdrawal(withdrawn_on="24-03-2026"))

    assert complaint.consents.get(withdrawn_on=dt.date(2026, 3, 24)).purpose == "share_with_provider"


def test_a_file_is_added_and_read_back_and_both_are_noted(coordinator: User, signed_in: SignIn) -> None:
    complaint = make_registered(coordinator)
    client = signed_in(coordinator)

    client.post(
        url(complaint, "files/"),
        {"attachments": SimpleUploadedFile("brief.txt", b"Geachte heer", "text/plain")},
    )
    file = complaint.attachments.get()
    answer = client.get(url(complaint, f"files/{file.pk}/"))

    assert answer.content == b"Geachte heer"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert AuditEvent.objects.filter(action="download", object_id=str(file.pk), by=coordinator).exists()


def test_the_name_of_a_file_travels_in_no_cookie(coordinator: User, signed_in: SignIn) -> None:
    complaint = make_registered(coordinator)
    client = signed_in(coordinator)
    file = SimpleUploadedFile("diagnose-jansen.txt", b"Geachte heer", "text/plain")

    answer = client.post(url(complaint, "files/"), {"attachments": file})

    assert "messages" not in answer.cookies
    assert "diagnose-jansen.txt is toegevoegd" in client.get(url(complaint)).content.decode()


def test_a_file_of_another_complaint_does_not_open_here(coordinator: User, signed_in: SignIn) -> None:
    mine, other = make_registered(coordinator), make_registered(coordinator)
    file = attach(other, SimpleUploadedFile("brief.txt", b"Geachte heer", "text/plain"), coordinator)
    client = signed_in(coordinator)

    assert client.get(url(mine, f"files/{file.pk}/")).status_code == 404
    assert client.get(url(mine, f"files/{uuid4()}/")).status_code == 404


def edited(client: Client, complaint: Complaint, **changes: Any) -> Any:
    """Open the correction, change something, send it."""
    context = client.get(url(complaint, "edit/")).context
    data = {
        name: "" if value is None else str(value) for name, value in context["form"].initial.items() if value
    }
    rows = context["parts"].forms
    data |= {"parts-TOTAL_FORMS": str(len(rows)), "parts-INITIAL_FORMS": "1"}
    for number, row in enumerate(rows):
        data |= {f"parts-{number}-{name}": str(value or "") for name, value in row.initial.items()}
    return client.post(url(complaint, "edit/"), {**data, **changes})


def test_a_correction_is_saved_with_what_stood_there(coordinator: User, signed_in: SignIn) -> None:
    complaint = make_registered(coordinator)
    client = signed_in(coordinator)

    answer = edited(client, complaint, complainant_name="Janneke de Boer")

    assert answer.status_code == 302
    complaint = Complaint.objects.get(pk=complaint.pk)
    assert complaint.complainant is not None
    assert complaint.complainant.name == "Janneke de Boer"
    assert complaint.complainant.city == "Enschede"
    assert complaint.parts.count() == 1
    assert "Gegevens gecorrigeerd" in client.get(url(complaint)).content.decode()


def test_a_correction_of_an_old_page_is_refused_and_stays_typed(coordinator: User, signed_in: SignIn) -> None:
    complaint = make_registered(coordinator)
    client = signed_in(coordinator)

    answer = edited(client, complaint, complainant_name="Janneke de Boer", version=str(complaint.version - 1))

    assert answer.status_code == 422
    assert "Janneke de Boer" in answer.content.decode()
    assert Complaint.objects.get(pk=complaint.pk).complainant.name == "Janneke Jansen"


def test_opening_and_saving_a_correction_without_a_change_changes_nothing(
    coordinator: User, signed_in: SignIn
) -> None:
    complaint = make_registered(coordinator)

    edited(signed_in(coordinator), complaint)

    assert not complaint.events.filter(name="edited").exists()


def test_a_finished_complaint_cannot_be_corrected(coordinator: User, signed_in: SignIn) -> None:
    complaint = make_closed(coordinator)

    answer = signed_in(coordinator).get(url(complaint, "edit/"))

    assert answer["Location"] == url(complaint)
