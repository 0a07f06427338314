"""Every ready piece of every letter, pasted into a template, passes the check of that letter."""

import pytest

from documents.kinds import Field, kinds
from documents.placeholder_guide import conditions, field_lines, in_words, loops, value_of
from documents.rendering import check
from tests.factories.documents import word_file


@pytest.mark.parametrize("key", sorted(kinds.keys()))
def test_the_pieces_of_a_letter_are_sound_templates(key: str) -> None:
    kind = kinds.get(key)
    pieces = [one.text for one in (*loops(kind), *conditions(kind)) if "{%tr" not in one.text]
    pieces += [
        one.placeholder for one in field_lines(kind) if not one.repeats and not _is_list(kind, one.name)
    ]

    problems = check(
        word_file(*(line for piece in pieces for line in piece.split("\n"))),
        [*kind.fields, *kind.sample_context.items()],
    )

    assert [str(problem) for problem in problems] == []


def _is_list(kind: object, name: str) -> bool:
    return any(one.name == name and isinstance(one.sample, list) for one in kind.fields)  # type: ignore[attr-defined]


def test_a_value_is_found_by_its_dotted_name_also_within_lists() -> None:
    values = {"klager": {"naam": "J"}, "delen": [{"tekst": "a", "acties": [{"wat": "x"}]}, {"tekst": "b"}]}

    assert value_of("klager.naam", values) == "J"
    assert in_words(value_of("delen[].tekst", values)) == "a · b"
    assert in_words(value_of("delen[].acties[].wat", values)) == "x · "
    assert value_of("klager.leeftijd", values) == ""
    assert value_of("niets.daarvan", values) == ""


def test_a_list_within_a_list_is_a_loop_within_a_loop() -> None:
    kind = next(iter(kinds))
    nested = type(kind)(
        **{
            **{name: getattr(kind, name) for name in kind.__slots__},
            "fields": (Field("delen[].tekst", "tekst", "a"), Field("delen[].acties[].wat", "wat", "x")),
        }
    )

    text = loops(nested)[0].text

    assert text.split("\n") == [
        "{%p for regel in delen %}",
        "{{ regel.tekst }}",
        "{%p for onderregel in regel.acties %}",
        "{{ onderregel.wat }}",
        "{%p endfor %}",
        "{%p endfor %}",
    ]
