"""Legal cases with real dates: how each kind of term is counted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.kit.holidays import dutch_free_day
from casework.rules.deadlines import Rule, agreed_on, due_on

IS_FREE = dutch_free_day()

FIRST_CONTACT = Rule(length=5, unit="working_days")
OFFICER_HANDLING = Rule(
    length=6,
    unit="weeks",
    is_statutory=True,
    shifts=True,
    extension_length=4,
    extension_unit="weeks",
    basis="Wkkgz artikel 17",
)
PROCEDURE = Rule(length=4, unit="months")
DEFENCE = Rule(length=2, unit="weeks", extension_length=2, extension_unit="weeks")
HEARING_NOTICE = Rule(length=2, unit="weeks", backwards=True)
PROVIDER_REACTION = Rule(length=1, unit="months")


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        pytest.param(
            FIRST_CONTACT, date(2026, 4, 24), date(2026, 5, 4), id="five working days over Koningsdag"
        ),
        pytest.param(
            FIRST_CONTACT, date(2026, 12, 24), date(2027, 1, 4), id="five working days over New Year"
        ),
        pytest.param(
            FIRST_CONTACT, date(2025, 4, 25), date(2025, 5, 2), id="Koningsdag on Saturday 26 April"
        ),
        pytest.param(
            OFFICER_HANDLING, date(2026, 3, 24), date(2026, 5, 6), id="six weeks end on Bevrijdingsdag"
        ),
        pytest.param(
            OFFICER_HANDLING, date(2026, 3, 25), date(2026, 5, 6), id="six weeks end on a working day"
        ),
        pytest.param(
            OFFICER_HANDLING, date(2026, 2, 21), date(2026, 4, 7), id="Saturday before Easter to Tuesday"
        ),
        pytest.param(
            OFFICER_HANDLING, date(2026, 11, 13), date(2026, 12, 28), id="Eerste kerstdag to Monday"
        ),
        pytest.param(OFFICER_HANDLING, date(2026, 11, 20), date(2027, 1, 4), id="Nieuwjaarsdag on Friday"),
        pytest.param(
            PROCEDURE, date(2026, 10, 31), date(2027, 2, 28), id="31 October, a common year, on a Sunday"
        ),
        pytest.param(PROCEDURE, date(2027, 10, 31), date(2028, 2, 29), id="31 October, a leap year"),
        pytest.param(
            PROCEDURE, date(2026, 9, 1), date(2027, 1, 1), id="a term of the office stays on a holiday"
        ),
        pytest.param(
            DEFENCE, date(2026, 4, 13), date(2026, 4, 27), id="a term of the office stays on Koningsdag"
        ),
        pytest.param(HEARING_NOTICE, date(2026, 5, 19), date(2026, 5, 4), id="back to before Bevrijdingsdag"),
        pytest.param(HEARING_NOTICE, date(2026, 5, 25), date(2026, 5, 11), id="back to a working day"),
        pytest.param(HEARING_NOTICE, date(2027, 1, 15), date(2026, 12, 31), id="back over New Year"),
        pytest.param(PROVIDER_REACTION, date(2026, 1, 31), date(2026, 2, 28), id="a month from the 31st"),
    ],
)
def test_a_term_ends_on_its_legal_day(rule: Rule, start: date, expected: date) -> None:
    assert due_on(start, rule, is_free=IS_FREE).day == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param(
            date(2026, 3, 24), date(2026, 6, 2), id="counted from the start, not from the shifted end"
        ),
        pytest.param(date(2026, 3, 16), date(2026, 5, 26), id="ten weeks end on Tweede Pinksterdag"),
        pytest.param(date(2026, 10, 23), date(2027, 1, 4), id="ten weeks end on Nieuwjaarsdag"),
    ],
)
def test_an_extension_counts_from_the_start_and_then_shifts(start: date, expected: date) -> None:
    assert due_on(start, OFFICER_HANDLING, extended=True, is_free=IS_FREE).day == expected


@pytest.mark.parametrize(
    ("length", "unit", "shifts"),
    [
        (90, "days", True),
        (91, "days", False),
        (12, "weeks", True),
        (13, "weeks", False),
        (3, "months", True),
        (4, "months", False),
    ],
)
def test_a_statutory_term_shifts_only_within_article_4(length: int, unit: str, shifts: bool) -> None:
    rule = Rule(length=length, unit=unit, is_statutory=True, shifts=True)
    every_day_but_one_is_working = date(2026, 6, 3)

    due = due_on(every_day_but_one_is_working, rule, is_free=lambda day: day == nominal(rule))

    moved = nominal(rule) + timedelta(days=1)
    assert due.day == (moved if shifts else nominal(rule))


def nominal(rule: Rule) -> date:
    """Where the term ends when no day is free."""
    return due_on(date(2026, 6, 3), replace(rule, is_statutory=False), is_free=lambda _: False).day


def test_an_extension_that_makes_a_term_too_long_takes_it_out_of_the_law() -> None:
    rule = replace(OFFICER_HANDLING, extension_length=7)

    due = due_on(date(2026, 3, 24), rule, extended=True, is_free=lambda day: day == date(2026, 6, 23))

    assert due.day == date(2026, 6, 23)


def test_an_extension_in_another_unit_is_added_to_the_term() -> None:
    rule = replace(DEFENCE, extension_length=1, extension_unit="months")

    assert due_on(date(2026, 3, 2), rule, extended=True, is_free=IS_FREE).day == date(2026, 4, 16)


def test_a_pause_moves_the_date_by_the_days_paused() -> None:
    start = date(2026, 3, 2)

    assert due_on(start, PROCEDURE, paused_days=9, is_free=IS_FREE).day == date(2026, 7, 11)


def test_working_days_never_end_on_a_free_day_after_a_pause_either() -> None:
    without = due_on(date(2026, 3, 2), FIRST_CONTACT, is_free=IS_FREE).day

    assert without == date(2026, 3, 9)
    assert due_on(date(2026, 3, 2), FIRST_CONTACT, paused_days=5, is_free=IS_FREE).day == date(2026, 3, 16)


def test_a_closure_of_the_office_moves_what_it_should() -> None:
    closed = dutch_free_day({date(2026, 5, 6)})

    assert due_on(date(2026, 3, 24), OFFICER_HANDLING, is_free=closed).day == date(2026, 5, 7)
    assert due_on(date(2026, 4, 29), FIRST_CONTACT, is_free=closed).day == date(2026, 5, 8)


def test_the_why_does_not_call_an_own_day_off_the_law() -> None:
    closed_on_new_years_eve = dutch_free_day([date(2026, 12, 31)])

    due = due_on(date(2026, 11, 19), OFFICER_HANDLING, is_free=closed_on_new_years_eve)

    said = " ".join(map(str, due.why))
    assert due.day == date(2027, 1, 4)
    assert "de wet geeft voor een eigen vrije dag geen extra tijd" in said
    assert "Algemene termijnenwet" not in said


@pytest.mark.parametrize("rule", [OFFICER_HANDLING, HEARING_NOTICE])
def test_statutory_and_backwards_terms_cannot_be_paused(rule: Rule) -> None:
    with pytest.raises(ValueError, match="cannot be paused"):
        due_on(date(2026, 3, 2), rule, paused_days=1, is_free=IS_FREE)


def test_what_has_no_extension_is_not_extended() -> None:
    with pytest.raises(ValueError, match="no extension"):
        due_on(date(2026, 3, 2), PROCEDURE, extended=True, is_free=IS_FREE)


def test_the_why_names_start_rule_holiday_and_end() -> None:
    why = due_on(date(2026, 3, 24), OFFICER_HANDLING, is_free=IS_FREE).why

    assert why == [
        "De termijn begint op dinsdag 24 maart 2026. Die dag zelf telt niet mee.",
        "De termijn is 6 weken (Wkkgz artikel 17).",
        "6 weken later is dinsdag 5 mei 2026.",
        "Dinsdag 5 mei 2026 is Bevrijdingsdag. Een wettelijke termijn eindigt dan op de eerstvolgende werkdag "
        "(Algemene termijnenwet, artikel 1): woensdag 6 mei 2026.",
        "Uiterlijk woensdag 6 mei 2026.",
    ]


def test_the_why_lists_the_days_that_were_skipped() -> None:
    why = due_on(date(2026, 4, 24), FIRST_CONTACT, is_free=IS_FREE).why

    assert "Overgeslagen: maandag 27 april 2026 (Koningsdag) en 4 dagen in het weekend." in why


def test_the_why_tells_extension_pause_and_agreement() -> None:
    extended = due_on(date(2026, 3, 24), OFFICER_HANDLING, extended=True, is_free=IS_FREE)
    paused = due_on(date(2026, 3, 2), PROCEDURE, paused_days=1, is_free=IS_FREE)
    longer = agreed_on(extended, date(2026, 7, 1), date(2026, 5, 28))

    assert "De termijn is verlengd met 4 weken. De verlenging telt vanaf het begin." in extended.why
    assert (
        "De termijn heeft 1 dag stilgestaan. De datum schuift 1 dag op, naar vrijdag 3 juli 2026."
        in paused.why
    )
    assert longer.day == date(2026, 7, 1)
    assert longer.why[-2:] == [
        "De klager is op donderdag 28 mei 2026 akkoord gegaan met meer tijd, tot en met woensdag 1 juli 2026.",
        "Uiterlijk woensdag 1 juli 2026.",
    ]


terms = st.builds(
    Rule,
    length=st.integers(1, 30),
    unit=st.sampled_from(["working_days", "days", "weeks", "months"]),
    is_statutory=st.booleans(),
    shifts=st.booleans(),
    extension_length=st.just(4),
    extension_unit=st.sampled_from(["", "days", "weeks", "months"]),
)
days = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@given(start=days, rule=terms, extended=st.booleans())
def test_a_later_start_never_ends_earlier(start: date, rule: Rule, extended: bool) -> None:
    first = due_on(start, rule, extended=extended, is_free=IS_FREE).day
    second = due_on(start + timedelta(days=1), rule, extended=extended, is_free=IS_FREE).day

    assert start < first <= second


@given(start=days, rule=terms)
def test_an_extension_never_shortens_a_term(start: date, rule: Rule) -> None:
    short = due_on(start, rule, is_free=lambda _: False).day
    long = due_on(start, rule, extended=True, is_free=lambda _: False).day

    assert long > short


@given(start=days, rule=terms, paused_days=st.integers(0, 200))
def test_a_house_term_moves_at_least_by_the_days_paused(start: date, rule: Rule, paused_days: int) -> None:
    rule = replace(rule, is_statutory=False, shifts=False)
    without = due_on(start, rule, is_free=IS_FREE).day
    moved = due_on(start, rule, paused_days=paused_days, is_free=IS_FREE).day

    assert (moved - without).days >= paused_days
    assert rule.unit == "working_days" or (moved - without).days == paused_days


@given(start=days, rule=terms, extended=st.booleans())
def test_a_statutory_term_within_the_law_never_ends_on_a_free_day(
    start: date, rule: Rule, extended: bool
) -> None:
    rule = replace(rule, is_statutory=True, unit="weeks", length=min(rule.length, 8), extension_unit="weeks")

    assert not IS_FREE(due_on(start, rule, extended=extended, is_free=IS_FREE).day)


@given(
    start=days, length=st.integers(1, 30), unit=st.sampled_from(["working_days", "days", "weeks", "months"])
)
def test_a_backwards_term_ends_before_its_start_on_a_working_day(start: date, length: int, unit: str) -> None:
    day = due_on(start, Rule(length=length, unit=unit, backwards=True), is_free=IS_FREE).day

    assert day < start
    assert not IS_FREE(day)


@given(start=days, rule=terms)
def test_the_last_line_of_the_why_is_the_day(start: date, rule: Rule) -> None:
    due = due_on(start, rule, is_free=IS_FREE)

    assert due.why[-1].values["day"] == due.day.isoformat()
    assert all(line.endswith(".") for line in due.why)
