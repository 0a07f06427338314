"""The intake: one page in, one complaint out; what is wrong is said beside the field and what was typed stays."""

import logging
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from backoffice.accounts.models import User
from casework.models import Category, Complaint
from tests.factories.casework import make_provider, make_registered

ADD = "/admin/casework/complaint/add/"
HINTS = "/admin/casework/complaint/add/hints/"
CANARY = "kanarievogel-in-de-mijn"
SignIn = Callable[[User], Client]


def filled(**changes: Any) -> dict[str, Any]:
    """The form as somebody fills it in."""
    values: dict[str, Any] = {
        "key": str(uuid4()),
        "channel": "telephone",
        "received_on": "2026-03-23",
        "incident_on": "2026-03-02",
        "complainant_name": "Janneke Jansen",
        "complainant_email": "janneke@example.org",
        "complainant_capacity": "self",
        "narrative": f"De zorg kwam niet. {CANARY}",
        "parts-TOTAL_FORMS": "2",
        "parts-INITIAL_FORMS": "0",
        "parts-0-text": "Niet gekomen.",
        "parts-0-category": Category.objects.values_list("code", flat=True)[0],
        "parts-1-text": "",
        "parts-1-category": "",
        **changes,
    }
    if "member" not in values:
        values["member"] = str(make_provider(name="Thuiszorg De Brug").pk)
    return {name: value for name, value in values.items() if value is not None}


def test_a_filled_form_becomes_a_complaint_with_people_parts_and_clocks(
    coordinator: User, signed_in: SignIn
) -> None:
    sent = filled(
        complainant_capacity="relative",
        client_name="Oma Jansen",
        helper_role="agent",
        helper_name="Mr. Smit",
        helper_has_authority="no",
        respondent_name="Zuster Klivia",
        is_calamity="on",
    )

    answer = signed_in(coordinator).post(ADD, sent)

    complaint = Complaint.objects.get()
    assert answer.status_code == 302
    assert {party.role: party.name for party in complaint.parties.all()} == {
        "complainant": "Janneke Jansen",
        "client": "Oma Jansen",
        "agent": "Mr. Smit",
        "respondent": "Zuster Klivia",
    }
    assert [part.text for part in complaint.parts.all()] == ["Niet gekomen."]
    assert complaint.is_calamity
    assert complaint.coordinator == coordinator
    assert complaint.next_due_on is not None


def test_save_and_register_goes_on_to_the_step(coordinator: User, signed_in: SignIn) -> None:
    client = signed_in(coordinator)

    answer = client.post(ADD, filled(_register="1"), follow=True)

    assert answer.redirect_chain[0][0].endswith("/change/?step=register#step")
    assert answer.context["open_step"].name == "register"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"complainant_name": ""}, "complainant_name", "verplicht"),
        ({"received_on": "2026-03-25"}, "received_on", "in de toekomst"),
        ({"incident_on": "2026-03-24"}, "incident_on", "later"),
        ({"complainant_capacity": "relative"}, "client_name", "Wie is de cliënt?"),
        ({"complainant_capacity": "agent", "client_name": "X"}, "complainant_has_authority", "bewijs"),
        ({"helper_name": "Mr. Smit"}, "helper_role", "welke rol"),
        ({"channel": "pigeon"}, "channel", "pigeon"),
        ({"complainant_email": "geen adres"}, "complainant_email", "e-mail"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(
    changes: dict[str, str], field: str, message: str, coordinator: User, signed_in: SignIn
) -> None:
    answer = signed_in(coordinator).post(ADD, filled(**changes))

    assert answer.status_code == 422
    assert message in " ".join(answer.context["form"].errors[field])
    page = answer.content.decode()
    assert CANARY in page
    assert "Niet gekomen." in page
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("address", [ADD, HINTS])
def test_an_incident_in_the_future_is_not_called_unknown_as_well(
    address: str, coordinator: User, signed_in: SignIn
) -> None:
    client = signed_in(coordinator)

    future = client.post(address, filled(incident_on="2026-03-25")).content.decode()
    missing = client.post(HINTS, filled(incident_on="")).content.decode()

    assert future.count("in de toekomst") == (1 if address == ADD else 0)
    assert "datum van het voorval is niet bekend" not in future
    assert "is niet bekend" in missing


def test_the_same_form_twice_makes_one_complaint(coordinator: User, signed_in: SignIn) -> None:
    client, sent = signed_in(coordinator), filled()

    first, second = client.post(ADD, sent), client.post(ADD, sent)

    assert Complaint.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_a_form_that_another_used_is_refused(coordinator: User, user_with: Any, signed_in: SignIn) -> None:
    sent = filled()
    signed_in(coordinator).post(ADD, sent)

    answer = signed_in(user_with("coordinator")).post(ADD, sent)

    assert answer.status_code == 422
    assert Complaint.objects.count() == 1


@pytest.mark.parametrize(
    "role", ["officer", "secretary", "finance", "administrator", "confidant", "committee_member"]
)
@pytest.mark.parametrize("address", [ADD, HINTS])
def test_other_roles_find_no_intake(role: str, address: str, user_with: Any, signed_in: SignIn) -> None:
    client = signed_in(user_with(role))

    assert client.get(address).status_code == 404
    assert client.post(address, filled()).status_code == 404
    assert not Complaint.objects.exists()


def test_fields_that_the_form_does_not_have_change_nothing(coordinator: User, signed_in: SignIn) -> None:
    signed_in(coordinator).post(
        ADD, filled(number="K2026-99999", state="closed", officer=str(coordinator.pk))
    )

    complaint = Complaint.objects.get()
    assert (complaint.number, complaint.state, complaint.officer) == (None, "received", None)


def test_a_citizen_service_number_is_asked_about_before_it_is_kept(
    coordinator: User, signed_in: SignIn
) -> None:
    client = signed_in(coordinator)
    sent = filled(narrative="Mijn BSN is 111222333.")

    asked = client.post(ADD, sent)
    kept = client.post(ADD, {**sent, "citizen_number_seen": "on"})

    assert asked.status_code == 422
    assert "BSN" in asked.content.decode()
    assert kept.status_code == 302


def test_one_more_part_keeps_what_was_typed_and_judges_nothing(coordinator: User, signed_in: SignIn) -> None:
    answer = signed_in(coordinator).post(ADD, filled(complainant_name="", _more="1"))

    assert answer.status_code == 200
    assert len(answer.context["parts"].forms) == 3
    assert CANARY in answer.content.decode()
    assert not answer.context["form"].errors


def test_the_form_with_more_rows_can_be_sent(coordinator: User, signed_in: SignIn) -> None:
    sent = filled(
        **{
            "parts-TOTAL_FORMS": "3",
            "parts-INITIAL_FORMS": "3",
            "parts-2-text": "Te laat gebeld.",
            "parts-2-category": "",
        }
    )

    signed_in(coordinator).post(ADD, sent)

    assert [part.text for part in Complaint.objects.get().parts.all()] == ["Niet gekomen.", "Te laat gebeld."]


def test_the_hints_show_the_cover_and_a_possible_double(coordinator: User, signed_in: SignIn) -> None:
    member = make_provider(name="Thuiszorg De Brug")
    earlier = make_registered(coordinator, member=member)

    page = signed_in(coordinator).post(HINTS, filled(member=str(member.pk))).content.decode()

    assert str(earlier.number) in page
    assert "2 mrt 2026" in page


def test_files_come_with_the_complaint_and_a_wrong_file_stops_the_form(
    coordinator: User, signed_in: SignIn
) -> None:
    client = signed_in(coordinator)
    good = SimpleUploadedFile("brief.txt", b"Geachte heer", "text/plain")
    bad = SimpleUploadedFile("brief.pdf", b"MZ\x90\x00 no pdf", "application/pdf")

    refused = client.post(ADD, filled(attachments=[bad]))
    kept = client.post(ADD, filled(attachments=[good]))

    assert refused.status_code == 422
    assert "brief.pdf" in " ".join(refused.context["form"].errors["attachments"])
    assert kept.status_code == 302
    assert [file.name for file in Complaint.objects.get().attachments.all()] == ["brief.txt"]


@pytest.mark.parametrize("button", ["_more", "_look", "_save"])
def test_files_that_the_page_could_not_keep_are_named_beside_their_field(
    button: str, coordinator: User, signed_in: SignIn
) -> None:
    client = signed_in(coordinator)
    chosen = [SimpleUploadedFile(name, b"Geachte heer", "text/plain") for name in ("brief.txt", "<b>.txt")]

    answer = client.post(ADD, filled(attachments=chosen, complainant_name="", **{button: "1"}))
    without = client.post(ADD, filled(complainant_name="", **{button: "1"}))

    words = answer.content.decode().partition('id="files-let-go"')[2].partition("</p>")[0]
    assert "brief.txt, &lt;b&gt;.txt" in words
    assert "files-let-go" not in without.content.decode()


def test_what_was_told_is_in_no_address_message_or_log(
    coordinator: User, signed_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    answer = signed_in(coordinator).post(ADD, filled())

    assert CANARY not in answer["Location"]
    assert not any(CANARY in str(message) for message in get_messages(answer.wsgi_request))
    ours = [record for record in caplog.records if not record.name.startswith("django.db")]
    assert not any(CANARY in record.getMessage() for record in ours)


def test_a_form_without_its_token_is_refused(coordinator: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator, backend="django.contrib.auth.backends.ModelBackend")

    assert client.post(ADD, filled()).status_code == 403
    assert not Complaint.objects.exists()
