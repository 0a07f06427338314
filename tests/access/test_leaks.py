"""The ways in which an admin is known to leak, each by name: none of them shows what a user may not see."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import CHANGE
from django.contrib.admin.models import LogEntry as RecentAction
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test import Client, RequestFactory
from django.urls import reverse

from backoffice.accounts.roles import STAFF_ROLES, Role
from backoffice.kit.admin import VisibleRows
from tests.access.scene import CANARIES, PERSON, Scene
from tests.access.table import ACCESS
from tests.access.test_matrix import browser_of, row_of

pytestmark = pytest.mark.django_db
EVERY_ROLE = sorted(STAFF_ROLES)
# Whoever works here and never sees a word of any complaint.
SEES_NO_COMPLAINT = [
    Role.FINANCE.value,
    Role.ADMINISTRATOR.value,
    Role.CONFIDANT.value,
    Role.COMMITTEE_MEMBER.value,
]
UNDECLARED_LOOKUPS = (
    "pk__gt", "password__startswith", "search_text__contains", "narrative__contains", "wish",
    "parties__name__startswith",
    "complaint__narrative__contains", "member__email__startswith", "coordinator__password__startswith",
    "created_by__password__startswith", "by__password__startswith", "groups__permissions__codename", "subject_id__in",
    "data__contains", "args__contains", "actor__password__startswith",
)  # fmt: skip


def list_of(label: str) -> str:
    return reverse(f"admin:{label.replace('.', '_').lower()}_changelist")


def registered() -> list[tuple[str, Any]]:
    pages: dict[Any, Any] = admin.site._registry
    return [(model._meta.label, page) for model, page in pages.items()]


def hidden_from(scene: Scene, role: str) -> dict[str, set[Any]]:
    """The keys of what a role may not see, by model label."""
    return {
        label: {
            one.pk for name, one in scene.objects.get(label, {}).items() if not access.letters(name, role)
        }
        for label, access in ACCESS.items()
    }


def lists_of(client: Client) -> Iterator[tuple[str, Any]]:
    """The lists that a user may open."""
    for label, _page in registered():
        response = client.get(list_of(label))
        if response.status_code == 200:
            yield label, response


def text_of(response: Any) -> str:
    return "" if response.streaming else response.content.decode(errors="replace")


def canaries_in(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text]


def test_autocomplete_offers_nothing_hidden(scene: Scene) -> None:
    for role in EVERY_ROLE:
        client, hidden = browser_of(scene, role), hidden_from(scene, role)

        for model in apps.get_models():
            for field in model._meta.get_fields():
                if isinstance(field, models.ForeignKey) and field.related_model._meta.label in ACCESS:
                    names = (model._meta.app_label, model._meta.model_name, field.name)
                    asked = dict(zip(("app_label", "model_name", "field_name"), map(str, names), strict=True))
                    response = client.get(reverse("admin:autocomplete"), {**asked, "term": ""})
                    assert response.status_code in {200, 403, 404}, names
                    offered = (
                        {row["id"] for row in response.json()["results"]}
                        if response.status_code == 200
                        else set()
                    )
                    related = field.related_model._meta.label
                    assert not offered & {str(key) for key in hidden.get(related, set())}, names


def test_field_lookups_in_the_address_are_refused(scene: Scene) -> None:
    for role in (Role.COORDINATOR, Role.FINANCE, Role.ADMINISTRATOR):
        client = browser_of(scene, role)

        for label, _first in list(lists_of(client)):
            for lookup in UNDECLARED_LOOKUPS:
                response = client.get(list_of(label), {lookup: "a"})
                assert response.status_code in {302, 400}, f"{label}?{lookup}"


def test_search_over_relations_finds_nothing_hidden(scene: Scene) -> None:
    for role in EVERY_ROLE:
        client, hidden = browser_of(scene, role), hidden_from(scene, role)

        for label, _first in list(lists_of(client)):
            response = client.get(list_of(label), {"q": PERSON})
            found = (
                {row.pk for row in response.context["cl"].queryset} if response.status_code == 200 else set()
            )
            assert not found & hidden[label], label


def test_the_search_box_finds_nothing_hidden(scene: Scene) -> None:
    for role in EVERY_ROLE:
        client, hidden = browser_of(scene, role), hidden_from(scene, role)["casework.Complaint"]

        for sought in (PERSON, "canaria", "K20", "canarieverhaal"):
            response = client.get(reverse("admin:search"), {"q": sought})
            assert not [key for key in hidden if str(key) in text_of(response) + str(response.headers)], (
                sought
            )


def test_a_name_that_exists_answers_like_one_that_does_not(scene: Scene) -> None:
    for role in SEES_NO_COMPLAINT:
        client = browser_of(scene, role)

        answers = [
            re.sub(re.escape(sought), "", _without_tokens(client.get(reverse("admin:search"), {"q": sought})))
            for sought in (PERSON, "Bestaat Niet-9999")
        ]

        assert answers[0].replace(PERSON.replace(" ", "+"), "") == answers[1].replace("Bestaat+Niet-9999", "")


def _without_tokens(response: Any) -> str:
    cleaned = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", text_of(response))
    return re.sub(r"%20", " ", cleaned)


def test_filter_values_name_nothing_hidden(scene: Scene) -> None:
    for role in EVERY_ROLE:
        client, hidden = browser_of(scene, role), hidden_from(scene, role)

        for label, response in lists_of(client):
            for spec in response.context["cl"].filter_specs:
                related = getattr(getattr(spec, "field", None), "related_model", None)
                keys = hidden.get(related._meta.label, set()) if related else set()
                values = {choice["query_string"] for choice in spec.choices(response.context["cl"])}
                assert not [key for key in keys for value in values if f"={key}" in value], label


def test_dropdowns_and_inlines_of_forms_hold_nothing_hidden(scene: Scene) -> None:
    for role in EVERY_ROLE:
        client, hidden = browser_of(scene, role), hidden_from(scene, role)
        # A colleague may be chosen by name, though the page about them is the administrator's; a complainant never.
        hidden["accounts.User"] = {scene.people[Role.COMPLAINANT].pk}

        for address in _form_addresses(scene, role):
            for popup in ("", "?_popup=1"):
                response = client.get(address + popup)
                for field in _fields_of(response):
                    keys = hidden.get(field.queryset.model._meta.label, set())
                    assert not keys & set(field.queryset.values_list("pk", flat=True)), address


def _form_addresses(scene: Scene, role: str) -> Iterator[str]:
    for label, page in registered():
        start = f"admin:{label.replace('.', '_').lower()}"
        if role in ACCESS[label].adds:
            yield reverse(f"{start}_add")
        for name, one in scene.of(label).items():
            if ACCESS[label].letters(name, role):
                yield reverse(f"{start}_change", args=[one.pk])
        assert page.model._meta.label == label


def _fields_of(response: Any) -> Iterator[Any]:
    """Every field with choices from the database, of the form and of its inlines."""
    context = response.context or {}
    shown = [context["adminform"].form] if "adminform" in context else []
    shown += [form for inline in context.get("inline_admin_formsets", []) for form in inline.formset.forms]
    shown += [form for form in (context.get("form"),) if hasattr(form, "fields")]
    for form in shown:
        yield from (field for field in form.fields.values() if hasattr(field, "queryset"))


def test_every_page_and_inline_is_limited_to_what_is_visible() -> None:
    for label, page in registered():
        assert issubclass(type(page), VisibleRows), label
        assert all(issubclass(inline, VisibleRows) for inline in page.inlines), label


def test_bulk_actions_do_nothing_to_what_is_hidden(scene: Scene) -> None:
    for role in EVERY_ROLE:
        client, hidden = browser_of(scene, role), hidden_from(scene, role)
        request = RequestFactory().get("/")
        request.user = scene.people[role]

        for label, page in registered():
            rows = [one for one in scene.of(label).values() if one.pk in hidden[label]]
            before = [row_of(one) for one in rows]
            for action in {*page.get_actions(request), "delete_selected"}:
                asked = {"action": action, "_selected_action": [str(one.pk) for one in rows], "post": "yes"}
                client.post(list_of(label), {**asked, "select_across": "1", "index": "0"})
            assert [row_of(one) for one in rows] == before, label


def test_select_across_takes_only_the_visible_rows(scene: Scene) -> None:
    client = browser_of(scene, Role.OFFICER)
    theirs, other = (scene.of("documents.LetterOrder")[name] for name in ("assigned", "of_colleagues"))
    before = row_of(other)

    client.post(
        list_of("documents.LetterOrder"),
        {"action": "try_now", "_selected_action": [str(theirs.pk)], "select_across": "1", "index": "0"},
    )

    assert row_of(other) == before


def test_delete_confirmation_names_no_related_thing(scene: Scene) -> None:
    client = browser_of(scene, Role.ADMINISTRATOR)

    for label, page in registered():
        if page.may_delete:
            for one in scene.of(label).values():
                text = text_of(
                    client.get(reverse(f"admin:{label.replace('.', '_').lower()}_delete", args=[one.pk]))
                )
                assert not canaries_in(text), label


def test_recent_actions_show_nothing_that_is_no_longer_ones_own(scene: Scene) -> None:
    for role in EVERY_ROLE:
        other = scene.of("casework.Complaint")["of_colleagues"]
        RecentAction.objects.create(
            user=scene.people[role],
            content_type=ContentType.objects.get_for_model(other),
            object_id=str(other.pk),
            object_repr="canarieverloop-4490",
            action_flag=CHANGE,
        )

        assert "canarieverloop-4490" not in text_of(browser_of(scene, role).get(reverse("admin:index")))


def test_facet_counts_are_off_everywhere() -> None:
    for label, page in registered():
        assert page.show_facets is admin.ShowFacets.NEVER, label


def test_another_key_in_a_popup_is_refused(scene: Scene) -> None:
    client = browser_of(scene, Role.COORDINATOR)

    response = client.get(list_of("casework.Complaint"), {"_to_field": "narrative", "_popup": "1"})

    assert response.status_code in {302, 400}


def test_the_shortcut_to_the_site_tells_nothing(scene: Scene) -> None:
    for role in EVERY_ROLE:
        client = browser_of(scene, role)

        for one in scene.of("casework.Complaint").values():
            kind = ContentType.objects.get_for_model(one)
            assert client.get(reverse("admin:view_on_site", args=[kind.pk, one.pk])).status_code == 404
