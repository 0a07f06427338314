"""The search index finds every piece of text, follows every change, and means what was typed literally."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.migrations.state import ProjectState

from backoffice.kit import search_index
from backoffice.kit.search_index import folded, folded_together, matching
from backoffice.kit.search_operations import SearchIndex


@pytest.fixture
def indexed(transactional_db: None) -> Iterator[None]:
    """Groups, searched by their name, with one group that was there before the index."""
    Group.objects.all().delete()
    Group.objects.create(name="k2026-00001 zoe de vries")
    operation, state = SearchIndex("group", "name"), ProjectState.from_apps(Group._meta.apps)
    with connection.schema_editor(atomic=False) as editor:
        operation.database_forwards("auth", editor, state, state)
    yield
    with connection.schema_editor(atomic=False) as editor:
        operation.database_backwards("auth", editor, state, state)


def found(text: str) -> list[str]:
    return sorted(matching(Group.objects.all(), text, "name").values_list("name", flat=True))


def test_folding_makes_case_accents_and_spaces_alike() -> None:
    assert folded("  Zoë   DE Vriès ") == "zoe de vries"
    assert folded_together(["Zoë", None, "", "zoe", "Jansen"]) == "zoe jansen"


@pytest.mark.parametrize(
    "typed", ["00001", "vries", "ZOË", "zoe k2026", "vries zoe", "de", "zoe de", "K2026-00001"]
)
def test_a_row_from_before_the_index_is_found_by_any_piece_in_any_order(indexed: None, typed: str) -> None:
    assert found(typed) == ["k2026-00001 zoe de vries"]


@pytest.mark.parametrize(
    "typed", ["00002", "zoe jansen", "zoe%vries", "vri_s", "x", 'zoe" OR "k2026', "zoe OR jansen"]
)
def test_what_was_typed_is_text_and_no_pattern(indexed: None, typed: str) -> None:
    assert found(typed) == []


def test_a_new_row_is_found_at_once(indexed: None) -> None:
    Group.objects.bulk_create([Group(name="k2026-00002 jansen"), Group(name="k2026-00003 pieters")])

    assert found("jansen") == ["k2026-00002 jansen"]


def test_a_changed_row_is_found_by_its_new_text_only(indexed: None) -> None:
    Group.objects.filter(name__contains="zoe").update(name="k2026-00001 bakker")

    assert found("bakker") == ["k2026-00001 bakker"]
    assert found("vries") == []


def test_a_removed_row_is_not_found_and_its_key_may_return(indexed: None) -> None:
    key = Group.objects.get().pk
    Group.objects.all().delete()
    Group.objects.create(pk=key, name="k2026-00009 mulder")

    assert found("vries") == []
    assert found("mulder") == ["k2026-00009 mulder"]


def test_a_piece_that_is_everywhere_gives_the_same_rows_without_the_index(
    indexed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    Group.objects.bulk_create(Group(name=f"k2026-0001{number} vries") for number in range(5))
    through_the_index = found("vries")

    monkeypatch.setattr(search_index, "FEW", 2)

    assert found("vries") == through_the_index
    assert len(through_the_index) == 6


def test_an_empty_search_leaves_the_rows_as_they_are(indexed: None) -> None:
    assert len(found("   ")) == 1
