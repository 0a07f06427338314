"""The search box: each searcher of one's roles once, capped, and a whole number opens the thing itself."""

from types import SimpleNamespace
from typing import Any

import pytest

from backoffice.kit import search
from backoffice.kit.registry import Registry
from backoffice.kit.search import AT_MOST, Hit, Searcher, only_exact

OFFICER: Any = SimpleNamespace(role_keys=frozenset({"officer"}))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, int]]:
    """An empty registry with three searchers, and what they were asked."""
    monkeypatch.setattr(search, "searchers", Registry("searchers"))
    questions: list[tuple[str, str, int]] = []

    def finds(key: str, count: int, **options: Any) -> None:
        def find(_user: Any, text: str, limit: int) -> list[Hit]:
            questions.append((key, text, limit))
            return [Hit(f"{key} {index}", f"/{key}/{index}/") for index in range(min(count, limit))]

        role = options.pop("role", "officer")
        search.register(Searcher(key, key.title(), frozenset({role}), find=find, **options))

    finds("members", 3, order=20)
    finds("cases", 50, order=10, list_url=lambda text: f"/cases/?q={text}")
    finds("invoices", 3, order=5, role="finance")
    return questions


def test_only_the_searchers_of_the_users_roles_are_asked_each_once_and_in_order(asked: list[Any]) -> None:
    found = search.search(OFFICER, "  brug   zorg ")

    assert [one.title for one in found] == ["Cases", "Members"]
    assert asked == [("cases", "brug zorg", AT_MOST + 1), ("members", "brug zorg", AT_MOST + 1)]


def test_more_than_the_cap_leads_to_the_whole_list(asked: list[Any]) -> None:
    cases, members = search.search(OFFICER, "brug")

    assert (len(cases.hits), cases.more_url) == (AT_MOST, "/cases/?q=brug")
    assert (len(members.hits), members.more_url) == (3, "")


@pytest.mark.parametrize("text", ["", "  ", "a"])
def test_too_little_text_asks_nobody(asked: list[Any], text: str) -> None:
    assert search.search(OFFICER, text) == []
    assert asked == []


def test_one_exact_hit_is_opened_and_two_are_not() -> None:
    exact = Hit("K2026-00001", "/1/", is_exact=True)
    other = Hit("K2026-00010", "/10/")

    one = [search.Found("Cases", [exact, other])]
    two = [search.Found("Cases", [exact]), search.Found("Members", [Hit("1", "/m/", is_exact=True)])]

    assert only_exact(one) == exact
    assert only_exact(two) is None
