"""The sentences that explain a date, in Dutch and in English, side by side.

Rules do not translate, yet a date must explain itself wherever it is counted. So a line holds what it says as a key
with values, and reads as Dutch, the language of the office, when it is used as plain text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any, TypedDict

from backoffice.kit.day_names import MONTHS, WEEKDAYS
from backoffice.kit.holidays import is_weekend, name_of

# Dates travel as ISO text and terms as [length, unit], so that a line can be stored as JSON as it is.
Value = str | int | Sequence[str | int]


class StoredLine(TypedDict):
    """A line as it is kept in the database."""

    key: str
    values: dict[str, Value]


@dataclass(frozen=True)
class Language:
    """The words that one language needs to write dates and terms, and its sentences."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    units: Mapping[str, tuple[str, str]]
    joined_by: str
    weekend_days: tuple[str, str]
    weekend: str
    office_closed: str
    sentences: Mapping[str, str]

    def term(self, length: int, unit: str) -> str:
        """A number of units: "1 week", "5 werkdagen"."""
        one, more = self.units[unit]
        return f"{length} {one if length == 1 else more}"


DUTCH = Language(
    weekdays=WEEKDAYS["nl"],
    months=MONTHS["nl"],
    units={
        "working_days": ("werkdag", "werkdagen"),
        "days": ("dag", "dagen"),
        "weeks": ("week", "weken"),
        "months": ("maand", "maanden"),
    },
    joined_by=" en ",
    weekend_days=("dag in het weekend", "dagen in het weekend"),
    weekend="een dag in het weekend",
    office_closed="een dag waarop het kantoor dicht is",
    sentences={
        "start": "De termijn begint op {start:date}. Die dag zelf telt niet mee.",
        "term": "De termijn is {term:term}.",
        "term_with_basis": "De termijn is {term:term} ({basis}).",
        "skipped": "Overgeslagen: {days:free_days}.",
        "counted": "{term:term} later is {day:date}.",
        "shorter_month": "Dag {number} bestaat niet in die maand. Daarom telt de laatste dag van de maand.",
        "start_backwards": "De termijn telt terug vanaf {start:date}. Die dag zelf telt niet mee.",
        "counted_backwards": "{term:term} eerder is {day:date}.",
        "extended": "De termijn is verlengd met {extension:term}. De verlenging telt vanaf het begin.",
        "paused": "De termijn heeft {days:days} stilgestaan. De datum schuift {days:days} op, naar {day:date}.",
        "shifted_by_law": "{day:date} is {free:free_day}. Een wettelijke termijn eindigt dan op de eerstvolgende "
        "werkdag (Algemene termijnenwet, artikel 1): {to:date}.",
        "shifted_by_office": "{day:date} is {free:free_day}. De datum schuift op naar {to:date}. Let op: de wet geeft "
        "voor een eigen vrije dag geen extra tijd. Wees als het kan eerder klaar.",
        "shifted": "{day:date} is {free:free_day}. De termijn eindigt dan op de eerstvolgende werkdag: {to:date}.",
        "moved_earlier": "{day:date} is {free:free_day}. Een termijn die terugtelt, eindigt dan op een eerdere "
        "werkdag: {to:date}.",
        "too_long_to_shift": "{day:date} is {free:free_day}. Deze termijn schuift toch niet op, want hij is langer "
        "dan 12 weken, 3 maanden of 90 dagen (Algemene termijnenwet, artikel 4).",
        "not_shifted": "{day:date} is {free:free_day}. Deze termijn schuift niet op, want het is geen wettelijke "
        "termijn.",
        "agreed": "De klager is op {agreed_on:date} akkoord gegaan met meer tijd, tot en met {day:date}.",
        "due": "Uiterlijk {day:date}.",
    },
)

ENGLISH = Language(
    weekdays=WEEKDAYS["en"],
    months=MONTHS["en"],
    units={
        "working_days": ("working day", "working days"),
        "days": ("day", "days"),
        "weeks": ("week", "weeks"),
        "months": ("month", "months"),
    },
    joined_by=" and ",
    weekend_days=("day in the weekend", "days in the weekend"),
    weekend="a day in the weekend",
    office_closed="a day on which the office is closed",
    sentences={
        "start": "The term starts on {start:date}. That day itself does not count.",
        "term": "The term is {term:term}.",
        "term_with_basis": "The term is {term:term} ({basis}).",
        "skipped": "Skipped: {days:free_days}.",
        "counted": "{term:term} later is {day:date}.",
        "shorter_month": "Day {number} does not exist in that month. So the last day of the month counts.",
        "start_backwards": "The term counts back from {start:date}. That day itself does not count.",
        "counted_backwards": "{term:term} earlier is {day:date}.",
        "extended": "The term was extended by {extension:term}. The extension counts from the start.",
        "paused": "The term stood still for {days:days}. The date moves by {days:days}, to {day:date}.",
        "shifted_by_law": "{day:date} is {free:free_day}. A statutory term then ends on the next working day "
        "(Algemene termijnenwet, article 1): {to:date}.",
        "shifted_by_office": "{day:date} is {free:free_day}. The date moves to {to:date}. Note: the law gives no extra "
        "time for an office's own day off. Be ready earlier if you can.",
        "shifted": "{day:date} is {free:free_day}. The term then ends on the next working day: {to:date}.",
        "moved_earlier": "{day:date} is {free:free_day}. A term that counts back then ends on an earlier working "
        "day: {to:date}.",
        "too_long_to_shift": "{day:date} is {free:free_day}. This term does not move, because it is longer than "
        "12 weeks, 3 months or 90 days (Algemene termijnenwet, article 4).",
        "not_shifted": "{day:date} is {free:free_day}. This term does not move, because it is not a statutory term.",
        "agreed": "The complainant agreed on {agreed_on:date} to more time, up to and including {day:date}.",
        "due": "{day:date} at the latest.",
    },
)

LANGUAGES: Mapping[str, Language] = {"nl": DUTCH, "en": ENGLISH}


class Line(str):
    """One sentence of an explanation. As text it is Dutch; `said_in` gives it in another language."""

    key: str
    values: dict[str, Value]

    def __new__(cls, key: str, values: Mapping[str, Value]) -> "Line":
        """Make the line. Raises KeyError when there is no such sentence or a value is missing."""
        line = super().__new__(cls, _sentence(DUTCH, key, values))
        line.key = key
        line.values = dict(values)
        return line

    def __getnewargs__(self) -> Any:
        return self.key, self.values

    def said_in(self, language: str) -> str:
        """The sentence in a language by its code; Dutch when that language is not known."""
        return _sentence(LANGUAGES.get(language, DUTCH), self.key, self.values)

    def stored(self) -> StoredLine:
        """The line as plain data."""
        return {"key": self.key, "values": self.values}


def line(key: str, **values: Value | date) -> Line:
    """A line from its key and values; dates are taken as they are."""
    return Line(key, {name: _plain(value) for name, value in values.items()})


def from_stored(stored: StoredLine) -> Line:
    """The line again, from what `Line.stored` gave."""
    return Line(stored["key"], stored["values"])


def _plain(value: Value | date) -> Value:
    return value.isoformat() if isinstance(value, date) else value


def _sentence(language: Language, key: str, values: Mapping[str, Value]) -> str:
    text = _Writer(language).vformat(language.sentences[key], (), values)
    return text[:1].upper() + text[1:]


def term_in_words(length: int, unit: str, language: str) -> str:
    """A term as a sentence has it: "5 werkdagen"; in Dutch when the language is not known."""
    return LANGUAGES.get(language, DUTCH).term(length, unit)


class _Writer(Formatter):
    """Fills in a sentence; what stands after the colon says how a value is written."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def format_field(self, value: Any, spec: str) -> str:
        match spec:
            case "date":
                return self._date(value)
            case "term":
                return self.language.term(*value)
            case "days":
                return self.language.term(value, "days")
            case "free_day":
                return self._free_day(date.fromisoformat(value))
            case "free_days":
                return self._free_days([date.fromisoformat(day) for day in value])
        return str(value)

    def _date(self, value: str) -> str:
        day = date.fromisoformat(value)
        return f"{self.language.weekdays[day.weekday()]} {day.day} {self.language.months[day.month - 1]} {day.year}"

    def _free_day(self, day: date) -> str:
        return name_of(day) or (self.language.weekend if is_weekend(day) else self.language.office_closed)

    def _free_days(self, days: Sequence[date]) -> str:
        named = [
            f"{self._date(day.isoformat())} ({self._free_day(day)})" for day in days if not is_weekend(day)
        ]
        weekend = len(days) - len(named)
        one, more = self.language.weekend_days
        counted = [f"{weekend} {one if weekend == 1 else more}"] if weekend else []
        return self.language.joined_by.join([", ".join(named), *counted] if named else counted)
