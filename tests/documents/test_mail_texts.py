"""The words of mail in the hands of the administrator: checked, used, looked at, put back, and never in the way."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin import ModelAdmin
from django.core import mail as outbox
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from backoffice.accounts.models import User
from backoffice.kit import clock
from backoffice.kit.refusals import Refused
from documents.actions.dispatch import dispatch
from documents.actions.mail import queue_mail
from documents.actions.mail_texts import back_to_shipped, keep_words
from documents.mail_kinds import MailWords, mail_kinds
from documents.models import MailText, OutgoingMail
from documents.panels import unusable_mail_texts

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]
KIND = "message_ready"
CONTEXT = {"kantoor": "Klachtenkantoor Zorg", "telefoon": "053 123 45 67", "kenmerk": "K2026-00001"}
LIST, ADD = "/admin/documents/mailtext/", "/admin/documents/mailtext/add/"
WORDS = {"subject": "Bericht over {kenmerk}", "body": "Dag,\n\nBel {telefoon}.\n{kantoor}"}


def page(text: MailText, name: str = "change") -> str:
    return reverse(f"admin:documents_mailtext_{name}", args=[text.pk])


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def own_text(**words: str) -> MailText:
    """A text that stands in the database, whatever it says."""
    return MailText.objects.create(kind=KIND, **{**WORDS, **words})


def sent(key: str = "k", language: str = "") -> tuple[str, str]:
    """Subject and text of a mail that is queued and sent now."""
    mail = queue_mail(KIND, to="klager@example.org", context=CONTEXT, key=key, language=language)
    dispatch(mail.pk)
    return str(outbox.outbox[-1].subject), str(outbox.outbox[-1].body)


def test_own_words_go_out_from_the_moment_that_they_are_kept(administrator: User, signed_in: As) -> None:
    client = signed_in(administrator)

    before = sent("before")
    answer = client.post(ADD, {"kind": KIND, "language": "nl", **WORDS})
    after = sent("after")

    text = MailText.objects.get()
    assert answer.status_code == 302
    assert (text.changed_by, text.kind) == (administrator, KIND)
    assert before[0] == "Er is een bericht voor u: K2026-00001"
    assert after[0] == "Bericht over K2026-00001"
    assert "Bel 053 123 45 67." in after[1]


def test_words_in_one_language_leave_the_other_as_it_is(administrator: User) -> None:
    own_text()

    assert sent("nl", "nl")[0] == "Bericht over K2026-00001"
    assert sent("en", "en")[0].startswith("A message is ready")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"subject": "Over {kenmerc}"}, "Bedoelt u {kenmerk}?"),
        ({"body": "Wat is {iets}? {kenmerk}"}, "{iets}"),
        ({"body": "Open { en {kenmerk}"}, "accolade"),
        ({"subject": "{kenmerk}\nBcc: dief@example.org"}, "één regel"),
        ({"subject": "  "}, ""),
        ({"body": ""}, ""),
        ({"subject": "Hallo", "body": "Er is iets."}, "{kenmerk}"),
        ({"body": "{kenmerk.__class__} {kenmerk}"}, "kenmerk.__class__"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words_and_not_kept(
    administrator: User, signed_in: As, wrong: dict[str, str], words: str
) -> None:
    sent_form = {"kind": KIND, "language": "nl", **WORDS, **wrong}

    answer = signed_in(administrator).post(ADD, sent_form)

    assert answer.status_code == 200
    assert words in text_of(answer)
    assert not MailText.objects.exists()
    with pytest.raises(Refused):
        keep_words(MailText(kind=KIND, **{**WORDS, **wrong}), administrator)


def test_a_value_is_never_read_as_a_field_or_a_line_of_its_own() -> None:
    own_text()
    values = {**CONTEXT, "kenmerk": "{telefoon}\r\nBcc: dief@example.org"}

    dispatch(queue_mail(KIND, to="a@example.org", context=values, key="k").pk)

    assert outbox.outbox[0].subject == "Bericht over {telefoon} Bcc: dief@example.org"
    assert outbox.outbox[0].message()["Bcc"] is None


def test_words_that_no_longer_fit_hold_no_mail_up_and_everybody_can_see_it(
    administrator: User, signed_in: As, caplog: Any
) -> None:
    text = own_text(body="Vroeger was er een veld {zaaknaam}. {kenmerk}")

    subject, _body = sent()

    client, panel = signed_in(administrator), unusable_mail_texts(administrator, clock.today())
    assert subject == "Er is een bericht voor u: K2026-00001"
    assert OutgoingMail.objects.get().events.get().name == "shipped_words"
    assert "cannot be used" in caplog.text
    assert (panel.count, panel.items[0].url) == (1, page(text))
    assert "kan niet worden gebruikt" in text_of(client.get(LIST))
    assert "{zaaknaam}" in text_of(client.get(page(text)))


def test_the_page_has_the_fields_to_copy_and_the_mail_with_sample_values(
    administrator: User, signed_in: As
) -> None:
    seen = text_of(signed_in(administrator).get(page(own_text())))

    assert '<code class="copyable" id="field-3">{kenmerk}</code>' in seen
    assert "Bericht over K2026-00001" in seen
    assert "moet in de mail staan" in seen


def test_a_new_text_begins_with_what_came_with_the_program(administrator: User, signed_in: As) -> None:
    client = signed_in(administrator)

    listed = text_of(client.get(LIST))
    seen = text_of(client.get(ADD, {"kind": KIND, "language": "en"}))

    assert f"{ADD}?kind={KIND}&amp;language=en" in listed
    assert "A message is ready for you: {kenmerk}" in seen


def test_a_preview_shows_unsaved_words_and_what_is_wrong_with_them_and_keeps_nothing(
    administrator: User, signed_in: As
) -> None:
    client, address = signed_in(administrator), f"{LIST}preview/"

    right = text_of(
        client.post(address, {"kind": KIND, "subject": "Nieuw {kenmerk}", "body": "Dag {kantoor}"})
    )
    wrong = text_of(
        client.post(address, {"kind": KIND, "subject": "Nieuw {x}", "body": "<script>alert(1)</script>"})
    )
    nothing = client.post(address, {"kind": "ransom"})

    assert "Nieuw K2026-00001" in right
    assert "{x}" in wrong
    assert "<script>alert" not in wrong
    assert nothing.status_code == 200
    assert not MailText.objects.exists()


def test_back_to_the_shipped_text_keeps_what_stood_there_and_who_did_it(
    administrator: User, second_administrator: User, signed_in: As
) -> None:
    text = own_text()
    client = signed_in(administrator)

    assert "Er is een bericht voor u" in text_of(client.get(page(text, "shipped")))
    for _ in range(2):
        client.post(page(text, "shipped"))

    assert sent()[0] == "Er is een bericht voor u: K2026-00001"
    seen = text_of(client.get(page(text)))
    assert "Bericht over {kenmerk}" in seen
    assert str(administrator) in seen
    assert text.events.count() == 1
    keep_again = {"subject": "Weer eigen {kenmerk}", "body": "Dag"}
    signed_in(second_administrator).post(page(text), keep_again)
    text.refresh_from_db()
    assert (text.subject, text.changed_by) == ("Weer eigen {kenmerk}", second_administrator)
    assert text.events.count() == 2


def test_a_forged_change_moves_no_text_to_another_mail(administrator: User, signed_in: As) -> None:
    text = own_text()

    signed_in(administrator).post(page(text), {**WORDS, "kind": "letter_attached", "language": "en"})

    text.refresh_from_db()
    assert (text.kind, text.language) == (KIND, "nl")


def test_a_second_text_for_the_same_mail_and_language_is_refused(administrator: User, signed_in: As) -> None:
    own_text()

    answer = signed_in(administrator).post(ADD, {"kind": KIND, "language": "nl", **WORDS})

    assert answer.status_code == 200
    assert MailText.objects.count() == 1


def test_who_comes_second_in_the_same_moment_gets_the_form_back_with_the_own_words(
    administrator: User, signed_in: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_django_does = ModelAdmin.changeform_view

    def after_the_other(*asked: Any) -> Any:
        if not MailText.objects.exists():
            own_text(subject="Van de ander")
            raise IntegrityError
        return as_django_does(*asked)

    monkeypatch.setattr(ModelAdmin, "changeform_view", after_the_other)
    answer = signed_in(administrator).post(ADD, {"kind": KIND, "language": "nl", **WORDS})

    assert answer.status_code == 200
    assert "bestaat al" in text_of(answer)
    assert WORDS["subject"] in text_of(answer)
    assert MailText.objects.get().subject == "Van de ander"


def test_what_the_database_refuses_is_undone_and_checked_once_more(
    administrator: User, signed_in: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_always = MailText.save
    kept: list[MailText] = []

    def after_the_other(text: MailText, **how: Any) -> None:
        if not kept:
            kept.append(text)
            own_text(subject="Van de ander")
        as_always(text, **how)

    monkeypatch.setattr(MailText, "save", after_the_other)
    answer = signed_in(administrator).post(ADD, {"kind": KIND, "language": "nl", **WORDS})

    assert answer.status_code == 302
    assert MailText.objects.get().subject == WORDS["subject"]


@pytest.mark.parametrize("role", ["coordinator", "officer", "secretary", "finance", "confidant"])
def test_for_others_the_texts_do_not_exist(user_with: Any, signed_in: As, role: str) -> None:
    text, client = own_text(), signed_in(user_with(role))

    for address in (LIST, ADD, f"{LIST}preview/", page(text), page(text, "shipped")):
        assert client.get(address).status_code == 404
        assert client.post(address, {**WORDS, "kind": KIND}).status_code == 404
    text.refresh_from_db()
    assert text.is_own


def test_every_kind_of_mail_can_be_used_as_it_came_with_the_program() -> None:
    for kind in mail_kinds:
        assert kind.problems_in(kind.shipped) == {}, kind.key


def test_going_back_twice_is_refused_and_says_so(administrator: User) -> None:
    text = own_text()
    back_to_shipped(text, administrator)

    with pytest.raises(Refused, match="al de tekst"):
        back_to_shipped(text, administrator)

    assert mail_kinds.get(KIND).problems_in(MailWords("", "")) != {}
