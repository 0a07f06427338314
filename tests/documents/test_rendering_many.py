"""Many letters of one template: in order, as they are asked for, and each on its own."""

from collections.abc import Iterator
from typing import Any

from documents.rendering import RenderingFailed, render, render_many
from tests.factories.documents import texts_of, word_file

TEMPLATE = word_file("Dag {{ naam }}")


def said(outcome: bytes | RenderingFailed) -> list[str] | str:
    """The words of a letter, or of why there is none."""
    return str(outcome) if isinstance(outcome, RenderingFailed) else texts_of(outcome)


def test_letters_come_in_order_and_are_the_same_as_one_by_one() -> None:
    contexts = [{"naam": str(number)} for number in range(60)]

    letters = list(render_many(TEMPLATE, contexts))

    assert letters == [render(TEMPLATE, context) for context in contexts]


def test_a_letter_that_lacks_a_value_fails_alone() -> None:
    outcomes = [said(one) for one in render_many(TEMPLATE, [{"naam": "a"}, {}, {"naam": "c"}])]

    assert outcomes == [["Dag a"], "bestand: er is geen waarde voor naam", ["Dag c"]]


def test_a_template_that_is_refused_fails_for_every_letter() -> None:
    outcomes = list(render_many(word_file("{{ x.y() }}"), [{"x": 1}, {"x": 2}]))

    assert [type(one) for one in outcomes] == [RenderingFailed, RenderingFailed]


def test_contexts_are_read_as_letters_are_asked_for() -> None:
    read: list[int] = []

    def contexts() -> Iterator[dict[str, Any]]:
        for number in range(100_000):
            read.append(number)
            yield {"naam": str(number)}

    letters = render_many(TEMPLATE, contexts())
    first = next(letters)

    assert said(first) == ["Dag 0"]
    assert len(read) < 1000


def test_no_contexts_no_letters() -> None:
    assert list(render_many(TEMPLATE, [])) == []
