"""No page, name, link or list of tasks shows a word of a complaint to whoever may not read it."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from backoffice.accounts.roles import Role
from tests.access.scene import TASK_ARGUMENT, Scene
from tests.access.test_leaks import SEES_NO_COMPLAINT, canaries_in, list_of, registered, text_of
from tests.access.test_matrix import browser_of

pytestmark = pytest.mark.django_db


def test_libraries_open_no_pages_of_their_own() -> None:
    foreign = {label for label, page in registered() if not type(page).__module__.startswith(("backoffice", "billing", "casework", "documents"))}  # fmt: skip  # noqa: E501

    assert foreign == set()
    assert not any(
        apps.get_model(label) in admin.site._registry for label in ("auth.Group", "axes.AccessAttempt")
    )


def test_the_task_queue_shows_no_arguments_and_only_what_failed(scene: Scene) -> None:
    client = browser_of(scene, Role.ADMINISTRATOR)
    failure = scene.of("django_q.Failure")["any"]

    pages = [
        client.get(reverse(f"admin:django_q_failure_{page}", args=[failure.pk]))
        for page in ("change", "history")
    ]
    pages.append(client.get(list_of("django_q.Failure")))

    assert {page.status_code for page in pages} == {200}
    assert not [page for page in pages if TASK_ARGUMENT in text_of(page)]
    assert {label for label, _page in registered() if label.startswith("django_q")} == {"django_q.Failure"}


def test_no_name_of_a_thing_holds_content(scene: Scene) -> None:
    names = [str(one) for objects in scene.objects.values() for one in objects.values()]

    assert not canaries_in(" ".join(names))


def test_walking_every_link_shows_no_word_of_a_complaint(scene: Scene) -> None:
    for role in SEES_NO_COMPLAINT:
        client = browser_of(scene, role)
        waiting, seen = [reverse("admin:index")], set[str]()

        while waiting and len(seen) < 60:
            address = waiting.pop()
            seen.add(address)
            text = text_of(client.get(address))
            assert not canaries_in(text), address
            links = {
                link.replace("&amp;", "&") for link in re.findall(r'href="((?:/admin/|\?)[^"#]*)"', text)
            }
            links = {link if link.startswith("/") else address.split("?")[0] + link for link in links}
            waiting += sorted(links - seen - set(waiting))

        assert len(seen) > 5


def test_the_administrator_sees_that_mail_waits_and_not_what_it_says(scene: Scene) -> None:
    client = browser_of(scene, Role.ADMINISTRATOR)
    mail = scene.of("documents.OutgoingMail")["about_director"]

    page = client.get(reverse("admin:documents_outgoingmail_change", args=[mail.pk]))

    assert page.status_code == 200
    assert not canaries_in(text_of(page))
    assert "canaria@example.org" not in text_of(page)
