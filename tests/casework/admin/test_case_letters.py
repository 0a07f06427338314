"""The letters on the page of a case, and the pages of a letter of it."""

from collections.abc import Callable

from django.test import Client

from backoffice.accounts.models import User
from documents.actions.issue import issue
from tests.casework.admin.test_case_page import url
from tests.factories.casework import make_complaint, make_registered
from tests.factories.shipped import templates_in_use
from tests.letter_boxes import line_in_box

SignIn = Callable[[User], Client]


def test_the_documents_say_of_a_replaced_letter_that_there_is_a_newer_one(
    coordinator: User, signed_in: SignIn
) -> None:
    templates_in_use()
    complaint = make_registered(coordinator)
    first = issue("acknowledgement", complaint, coordinator)
    newer = issue("acknowledgement", complaint, coordinator, supersedes=first)

    page = signed_in(coordinator).get(url(complaint))

    assert "vervangen door een nieuwere" in line_in_box(page, first)
    assert "vervangen door een nieuwere" not in line_in_box(page, newer)


def test_a_letter_that_lacks_something_says_what_and_where_to_fill_it_in(
    coordinator: User, signed_in: SignIn
) -> None:
    complaint = make_complaint(coordinator, member=None)

    page = signed_in(coordinator).get(url(complaint, "letter/acknowledgement/")).content.decode()

    assert "Dit ontbreekt" in page
    assert url(complaint, "edit/") in page
    assert "Definitief maken" not in page


def test_a_letter_of_the_case_can_be_looked_at(coordinator: User, signed_in: SignIn) -> None:
    templates_in_use()
    complaint = make_registered(coordinator)
    issue("acknowledgement", complaint, coordinator)

    page = signed_in(coordinator).get(url(complaint)).content.decode()

    assert "/download/?as=pdf&amp;inline=1" in page
    assert "bekijken</a>" in page


def test_an_unknown_letter_does_not_exist(coordinator: User, signed_in: SignIn) -> None:
    complaint = make_registered(coordinator)

    assert signed_in(coordinator).get(url(complaint, "letter/ransom/")).status_code == 404
