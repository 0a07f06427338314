"""How a term is counted: from a start and a rule to a day that can say why it is that day.

Pure: dates only (days in Europe/Amsterdam), no clock, no database. Follows the Algemene termijnenwet (Atw) for
statutory terms, and the same way of counting for the terms that the office sets itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol, assert_never

from backoffice.kit.calendar import IsFree, add_months, add_weeks, add_working_days, next_working_day
from backoffice.kit.calendar import previous_working_day as earlier_working_day
from backoffice.kit.holidays import dutch_free_day, is_weekend, name_of
from casework.rules.deadline_words import Line, line


class Unit(StrEnum):
    """What a term is counted in."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


# Atw article 4: the law is not for terms of more than 90 days, twelve weeks or three months.
LONGEST_THAT_SHIFTS: Mapping[Unit, int] = {
    Unit.WORKING_DAYS: 90,
    Unit.DAYS: 90,
    Unit.WEEKS: 12,
    Unit.MONTHS: 3,
}


class Terms(Protocol):
    """What a rule must tell to count by it; a row of `ClockRule` does, and so does `Rule`."""

    @property
    def length(self) -> int: ...
    @property
    def unit(self) -> str: ...
    @property
    def backwards(self) -> bool: ...
    @property
    def is_statutory(self) -> bool: ...
    @property
    def shifts(self) -> bool: ...
    @property
    def extension_length(self) -> int: ...
    @property
    def extension_unit(self) -> str: ...
    @property
    def basis(self) -> str: ...


@dataclass(frozen=True)
class Rule:
    """The terms of a clock, apart from any database.

    A statutory term moves off a free day as the law says, whatever `shifts` is; a term of the office moves when
    `shifts` says so. A backwards term counts back from its start, such as an invitation before a hearing. Days on which
    the office is closed are free days too, unless the term is one for which only those of the law count.
    """

    length: int
    unit: str
    backwards: bool = False
    is_statutory: bool = False
    shifts: bool = False
    extension_length: int = 0
    extension_unit: str = ""
    basis: str = ""
    moves_when_closed: bool = True

    def free_days(self, is_free: IsFree) -> IsFree:
        """The free days that count for this term, out of the office's: those of the law only, when it says so."""
        return is_free if self.moves_when_closed else dutch_free_day()


@dataclass(frozen=True)
class Due:
    """The last day of a term, and the lines that explain it in words."""

    day: date
    why: list[Line]


def due_on(start: date, rule: Terms, *, extended: bool = False, paused_days: int = 0, is_free: IsFree) -> Due:
    """The last day of the term that starts on `start`; the start itself does not count.

    `paused_days` are calendar days. An extension is counted from the start, together with the term. Raises ValueError
    for what a rule does not allow: pausing a statutory or a backwards term, extending one that has no extension.
    """
    _check(rule, extended, paused_days)
    if rule.backwards:
        return _counted_back(start, rule, is_free)
    day, why = _counted(start, rule, extended, is_free)
    if paused_days:
        day = _after_pause(day, paused_days, rule, is_free)
        why.append(line("paused", days=paused_days, day=day))
    end, moved = _off_free_day(day, start, rule, is_free)
    return Due(end, [*why, *moved, line("due", day=end)])


def agreed_on(due: Due, until: date, agreed: date) -> Due:
    """The date after the complainant agreed, on the day `agreed`, to more time than the rule can give."""
    return Due(until, [*due.why[:-1], line("agreed", agreed_on=agreed, day=until), line("due", day=until)])


def _check(rule: Terms, extended: bool, paused_days: int) -> None:
    if paused_days < 0:
        raise ValueError("a term cannot be paused for fewer than zero days")
    if paused_days and (rule.is_statutory or rule.backwards):
        raise ValueError("a statutory or backwards term cannot be paused")
    if extended and not rule.extension_length:
        raise ValueError("this term has no extension")


def _counted_back(start: date, rule: Terms, is_free: IsFree) -> Due:
    nominal = _add(start, -rule.length, rule.unit, is_free)
    day = earlier_working_day(nominal, is_free)
    why = [
        line("start_backwards", start=start),
        _term_line(rule),
        line("counted_backwards", term=_term(rule), day=nominal),
    ]
    if day != nominal:
        why.append(line("moved_earlier", day=nominal, free=nominal, to=day))
    return Due(day, [*why, line("due", day=day)])


def _counted(start: date, rule: Terms, extended: bool, is_free: IsFree) -> tuple[date, list[Line]]:
    """The end by counting alone, before pauses and shifts."""
    day = _add(start, rule.length, rule.unit, is_free)
    why = [line("start", start=start), _term_line(rule)]
    total = [_term(rule)]
    if extended:
        day, total = _with_extension(start, rule, is_free)
        why.append(line("extended", extension=[rule.extension_length, rule.extension_unit or rule.unit]))
    return day, [*why, *_counting_lines(start, day, total, is_free)]


def _with_extension(start: date, rule: Terms, is_free: IsFree) -> tuple[date, list[list[str | int]]]:
    """The extended end, counted from the start: six and four weeks are ten weeks."""
    unit = rule.extension_unit or rule.unit
    if unit == rule.unit:
        length = rule.length + rule.extension_length
        return _add(start, length, unit, is_free), [[length, unit]]
    first = _add(start, rule.length, rule.unit, is_free)
    return _add(first, rule.extension_length, unit, is_free), [_term(rule), [rule.extension_length, unit]]


def _counting_lines(start: date, day: date, total: list[list[str | int]], is_free: IsFree) -> list[Line]:
    units = {unit for _, unit in total}
    lines = []
    if Unit.WORKING_DAYS in units:
        skipped = [one.isoformat() for one in _days_between(start, day) if is_free(one)]
        lines += [line("skipped", days=skipped)] if skipped else []
    if len(total) == 1:
        lines.append(line("counted", term=total[0], day=day))
    if Unit.MONTHS in units and day.day < start.day and len(total) == 1:
        lines.append(line("shorter_month", number=start.day))
    return lines


def _after_pause(day: date, paused_days: int, rule: Terms, is_free: IsFree) -> date:
    moved = day + timedelta(days=paused_days)
    return next_working_day(moved, is_free) if rule.unit == Unit.WORKING_DAYS else moved


def _off_free_day(day: date, start: date, rule: Terms, is_free: IsFree) -> tuple[date, list[Line]]:
    """Where the term ends when its last day is a free day, and the line that says so."""
    if not is_free(day):
        return day, []
    if rule.is_statutory and _is_too_long_to_shift(day, start, rule):
        return day, [line("too_long_to_shift", day=day, free=day)]
    if not (rule.is_statutory or rule.shifts):
        return day, [line("not_shifted", day=day, free=day)]
    end = next_working_day(day, is_free)
    return end, [line(_why_shifted(rule, day), day=day, free=day, to=end)]


def _why_shifted(rule: Terms, day: date) -> str:
    """The law moves a statutory term over weekends and recognised holidays only (Atw articles 1 and 3)."""
    if not rule.is_statutory:
        return "shifted"
    return "shifted_by_law" if is_weekend(day) or name_of(day) else "shifted_by_office"


def _is_too_long_to_shift(day: date, start: date, rule: Terms) -> bool:
    """Whether the term, with its extension, lies outside the law (Atw article 4)."""
    unit = Unit(rule.unit)
    if unit is Unit.WORKING_DAYS:
        unit = Unit.DAYS
    return day > _add(start, LONGEST_THAT_SHIFTS[unit], unit, lambda _: False)


def _term(rule: Terms) -> list[str | int]:
    return [rule.length, str(rule.unit)]


def _term_line(rule: Terms) -> Line:
    if rule.basis:
        return line("term_with_basis", term=_term(rule), basis=rule.basis)
    return line("term", term=_term(rule))


def _add(start: date, length: int, unit: str, is_free: IsFree) -> date:
    match Unit(unit):
        case Unit.WORKING_DAYS:
            return add_working_days(start, length, is_free)
        case Unit.DAYS:
            return start + timedelta(days=length)
        case Unit.WEEKS:
            return add_weeks(start, length)
        case Unit.MONTHS:
            return add_months(start, length)
        case never:
            assert_never(never)


def _days_between(start: date, end: date) -> list[date]:
    """The days after `start`, up to and including `end`."""
    return [start + timedelta(days=distance) for distance in range(1, (end - start).days + 1)]
