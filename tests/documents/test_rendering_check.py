"""What the check says to the writer of a template: where, what, and what to do."""

import re
from typing import Any

import pytest

from documents.kinds import Field
from documents.rendering import Problem, RenderingFailed, check, render
from tests.factories.documents import split_runs, word_file

FIELDS = (
    Field("klager.naam", "naam", "A. Jansen"),
    Field("zaak.nummer", "nummer", "K2026-00001"),
    Field("delen[].tekst", "tekst", "te laat"),
    Field("is_spoed", "spoed", True),
)


def test_a_good_template_has_no_problems() -> None:
    template = word_file(
        "Geachte {{ klager.naam }},",
        "{%p for deel in delen %}",
        "{{ loop.index }} {{ deel.tekst }}{% if not loop.last %};{% endif %}",
        "{%p endfor %}",
        "{% if is_spoed %}spoed{% elif zaak.nummer == “x” %}x{% else %}rustig{% endif %}",
        header="{{ zaak.nummer }}",
    )

    assert check(template, FIELDS) == []


def test_an_unknown_field_names_its_paragraph_and_what_was_meant() -> None:
    template = word_file("een", "twee", "drie", "vier", "vijf", "Beste {{ klager.naamm }}")

    assert check(template, FIELDS) == [
        Problem("alinea 6", "onbekend veld klager.naamm; bedoelt u klager.naam?")
    ]


def test_a_paragraph_is_recognised_by_how_it_begins_because_word_does_not_count_them() -> None:
    template = word_file(
        "{{ klager.naamm }}",
        "Wij hebben uw klacht over de thuiszorg ontvangen op {{ zaak.nummr }} en nemen die in behandeling",
        header="Ons kenmerk: {{ zaaknummer }}",
    )

    places = [problem.place for problem in check(template, FIELDS)]

    assert places == [
        "alinea 1, “{{ klager.naamm }}”",
        "alinea 2, “Wij hebben uw klacht over de thuiszorg ontvangen …”",
        "koptekst, alinea 1, “Ons kenmerk: {{ zaaknummer }}”",
    ]


def test_an_unclosed_condition_names_where_it_began() -> None:
    problems = check(word_file("x", "{% if is_spoed %}spoed", "y"), FIELDS)

    assert problems == [Problem("alinea 2", "{% if %} wordt niet gesloten; voeg {% endif %} toe")]


def test_everything_wrong_is_said_at_once() -> None:
    template = word_file(
        "{{ klager.naamm }}",
        "{% endfor %}",
        "{{ zaak.nummer",
        "{{ zaak.nummer | hoofdleter }}",
        "{{ klager }}",
        "{{ }}",
        header="{{ zaaknummer }}",
    )

    places = [problem.where for problem in check(template, FIELDS)]

    assert places == [*(f"alinea {number}" for number in range(1, 7)), "koptekst, alinea 1"]


def test_a_name_of_a_loop_is_unknown_outside_it() -> None:
    template = word_file("{%p for deel in delen %}", "{{ deel.tekst }}", "{%p endfor %}", "{{ deel.tekst }}")

    [problem] = check(template, FIELDS)

    assert problem.where == "alinea 4"
    assert "deel.tekst" in problem.message


def test_repeating_something_that_does_not_repeat_is_said() -> None:
    [problem] = check(word_file("{% for x in klager.naam %}{{ x }}{% endfor %}"), FIELDS)

    assert problem.where == "alinea 1"


def test_a_condition_across_table_borders_is_a_problem_of_structure() -> None:
    table = (
        '<w:tbl xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:tblPr/><w:tblGrid>'
        "<w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{% if not is_spoed %}</w:t></w:r></w:p></w:tc></w:tr>"
        "</w:tbl>"
    )

    problems = check(word_file("{% endif %}", raw=(table,)), FIELDS)

    assert [(problem.place, problem.message[:10]) for problem in problems] == [
        ("alinea 1, “{% if not is_spoed %}”", "een opdrac")
    ]


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("{{ klager naam }}", "“naam” past daar niet"),
        ("{{ klager.naam | }}", "is niet te lezen;"),
        ("{{ klager.naam + }}", "is niet te lezen;"),
        ("{{ klager.naam) }}", "“)” past daar niet"),
        ("{{ klager.naam 'x' }}", "is niet te lezen;"),
        ("{{ 'klager }}", "is niet te lezen;"),
        ("{{ klager.naam ? }}", "is niet te lezen;"),
        ("{%p for deel delen %}", "“delen” past daar niet"),
        ("{%p if %}", "is niet te lezen;"),
    ],
)
def test_what_cannot_be_read_is_said_without_a_word_of_english(tag: str, words: str) -> None:
    problem = check(word_file(tag), FIELDS)[0]

    assert tag in problem.message
    assert words in problem.message
    assert not re.search("expected|token|got |end of|unknown|char|Error", problem.message.replace(tag, ""))


@pytest.mark.parametrize("filter_name", ["datum", "datum_met_dag", "datum_kort", "euro"])
def test_a_value_that_does_not_fit_is_not_quoted(filter_name: str) -> None:
    template = word_file("{{ klager.naam | " + filter_name + " }}")

    with pytest.raises(RenderingFailed) as failed:
        render(template, {"klager": {"naam": "Janneke Jansen"}})

    assert "past hier niet" in str(failed.value)
    assert "Jan" not in str(failed.value)


@pytest.mark.parametrize(
    "fields",
    [
        FIELDS,
        ["klager.naam", "zaak.nummer", "delen.tekst", "is_spoed"],
        ["klager.naam", "zaak.nummer", "delen", "is_spoed"],
        {"klager": {"naam": "x"}, "zaak": {"nummer": "y"}, "delen": [{"tekst": "z"}], "is_spoed": True},
        {"klager.naam": "naam", "zaak.nummer": "n", "delen[].tekst": "t", "is_spoed": False},
    ],
)
def test_fields_may_be_described_in_any_of_these_ways(fields: Any) -> None:
    template = word_file(
        "{{ klager.naam }} {{ zaak.nummer }}",
        "{%p for deel in delen %}",
        "{{ deel.tekst }}",
        "{%p endfor %}",
    )

    assert check(template, fields) == []
    assert check(word_file("{{ klager.nam }}"), fields) != []


def test_a_sample_of_the_wrong_kind_is_found_by_the_trial() -> None:
    [problem] = check(word_file("Aan {{ klager.naam }}", "Op {{ klager.naam | datum }}"), FIELDS)

    assert "past hier niet" in problem.message
    assert problem.place == "alinea 2, “Op {{ klager.naam | datum }}”"


@pytest.mark.parametrize(
    ("texts", "header", "place"),
    [
        (["a", "{% if zaak.nummer > 3 %}x{% endif %}"], "", "alinea 2"),
        (
            ["{%p for deel in delen %}", "{{ deel.tekst }}", "{{ deel.tekst | euro }}", "{%p endfor %}"],
            "",
            "alinea 3",
        ),
        (
            ["{# let op #}", "{{ zaak.nummer }} {{ zaak.nummer }}"],
            "{{ is_spoed | datum }}",
            "koptekst, alinea 1",
        ),
    ],
    ids=["in a condition", "in a loop", "in the header"],
)
def test_what_only_a_trial_letter_shows_has_its_paragraph_too(
    texts: list[str], header: str, place: str
) -> None:
    [problem] = check(word_file(*texts, header=header), FIELDS)

    assert problem.where == place


def test_a_finished_letter_is_no_template_where_something_must_be_filled_in() -> None:
    finished = word_file("Geachte mevrouw Jansen,", "Wij ontvingen uw klacht.")

    assert check(finished, FIELDS) == []
    [problem] = check(finished, FIELDS, must_fill=True)
    assert (problem.where, problem.is_unsafe) == ("bestand", False)
    assert "zegt elke brief hetzelfde" in problem.message


def test_tags_cut_into_runs_are_checked_as_they_were_meant() -> None:
    assert check(split_runs("{{ klager", ".naam", " }}"), FIELDS) == []


def test_unsafe_and_mendable_problems_are_told_apart() -> None:
    [mendable] = check(word_file("{{ klager.naamm }}"), FIELDS)
    [unsafe] = check(word_file("{{ klager.naam.upper() }}"), FIELDS)

    assert not mendable.is_unsafe
    assert unsafe.is_unsafe
