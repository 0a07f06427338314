"""The course of a complaint in words: everything that happened, the newest first."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from backoffice.kit.history import Category
from casework.models import Channel, Complaint, PartyRole
from casework.models.consent import PURPOSE_LABELS
from casework.presentation.deadlines import event_in_words, in_words, reminder_in_words
from casework.rules.consent import Purpose
from casework.step_forms import SENT_BY, YES_OR_NO


class Show(StrEnum):
    """What the timeline is limited to, as its address names it."""

    ALL = "all"
    LETTERS = "letters"
    TALKS = "talks"
    STEPS = "steps"
    DEADLINES = "deadlines"


SHOW_LABELS: Mapping[Show, Any] = {
    Show.ALL: _("everything"),
    Show.LETTERS: _("letters"),
    Show.TALKS: _("talks"),
    Show.STEPS: _("steps"),
    Show.DEADLINES: _("deadlines"),
}
SHOWN: Mapping[Show, frozenset[str]] = {
    Show.ALL: frozenset(Category.values),
    Show.LETTERS: frozenset({Category.LETTER}),
    Show.TALKS: frozenset({Category.TALK}),
    Show.STEPS: frozenset({Category.STEP, Category.TALK}),
    Show.DEADLINES: frozenset({Category.DEADLINE}),
}
HAPPENED: Mapping[str, Any] = {
    "received": _("Received"),
    "register": _("Registered"),
    "decline": _("Not taken in hand"),
    "record_contact": _("Contact with the complainant"),
    "request_consent": _("Consent requested"),
    "record_consent": _("Consent answered"),
    "consent_withdrawn": _("Consent withdrawn"),
    "handle_informally": _("Informal handling started"),
    "withdraw": _("Withdrawn by the complainant"),
    "close": _("Closed"),
    "edited": _("Details corrected"),
    "taken_over": _("Taken over by another coordinator"),
    "attachment_added": _("Attachment added"),
    "letter_issued": _("Letter made"),
    "letter_mailed": _("Mail about a letter queued"),
}
# Answers that are worth reading back, in this order.
TOLD: Mapping[str, Any] = {
    "channel": _("By"),
    "contacted_on": _("On"),
    "answered_on": _("On"),
    "given_by": _("Given by"),
    "withdrawn_on": _("On"),
    "closed_on": _("On"),
    "reason": _("Reason"),
    "refer_to": _("Where to go instead"),
    "note": _("Note"),
    "provider_position": _("What the care provider says about it"),
    "result": _("Result"),
    "agreements": _("Agreements"),
    "answer_by": _("The provider answers before"),
    "purposes": _("For"),
    "purpose": _("For"),
    "sent_by": _("Sent by"),
    **{purpose.value: label for purpose, label in PURPOSE_LABELS.items()},
    "title": _("Letter"),
    "for_whom": _("For"),
    "enclosed": _("The letter itself is attached"),
    "name": _("File"),
    "before": _("Stood there before"),
}


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that was written down with what happened."""

    label: Any
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline; ``document`` is the key of the letter that it speaks of."""

    at: datetime
    category: str
    title: str
    who: str
    details: tuple[Detail, ...] = ()
    document: str = ""
    is_urgent: bool = False


def timeline(
    complaint: Complaint, events: Iterable[Any], reminders: Iterable[Any], show: Show
) -> list[Entry]:
    """The entries of a complaint, the newest first. Queries nothing beside what it is given."""
    told = [_entry(complaint, event) for event in events if event.category in SHOWN[show]]
    if Category.DEADLINE in SHOWN[show]:
        told += [_reminder(reminder) for reminder in reminders]
    return sorted(told, key=lambda entry: entry.at, reverse=True)


def _entry(complaint: Complaint, event: Any) -> Entry:
    answers = event.answers
    is_clock = event.category == Category.DEADLINE
    return Entry(
        at=event.at,
        category=event.category,
        title=event_in_words(event) if is_clock else _title(complaint, event),
        who=event.by.name if event.by else gettext("the system"),
        details=tuple(_details(answers, ("reason",) if is_clock else TOLD)),
        document=answers.get("document", "") if event.category == Category.LETTER else "",
    )


def _title(complaint: Complaint, event: Any) -> str:
    if event.name in HAPPENED:
        return str(HAPPENED[event.name])
    labels = {move.name: move.custom["label"] for move in complaint.get_all_state_transitions()}  # type: ignore[attr-defined]
    return str(labels.get(event.name, event.name))


def _details(answers: Mapping[str, Any], names: Iterable[str]) -> Iterable[Detail]:
    for name in names:
        value = answers.get(name)
        if isinstance(value, Mapping):
            yield from _corrected(value)
        elif value:
            yield Detail(TOLD[name], READ_BACK.get(name, str)(value))


def _day(text: str) -> str:
    return in_words(date.fromisoformat(text))


def _purposes(keys: Any) -> str:
    chosen = [keys] if isinstance(keys, str) else keys
    return ", ".join(str(PURPOSE_LABELS[Purpose(key)]) for key in chosen)


def _channel(key: str) -> str:
    return str(Channel(key).label)


def _corrected(before: Mapping[str, Any]) -> Iterable[Detail]:
    """The corrected fields with what stood there; people and parts by name only, they are long."""
    named = [str(LONG[name]) for name in before if name in LONG]
    said = [f"{_label(name)}: {_short(value)}" for name, value in before.items() if name not in LONG]
    if named:
        yield Detail(gettext("Corrected"), ", ".join(named))
    if said:
        yield Detail(TOLD["before"], "; ".join(said))


def _label(name: str) -> str:
    return str(getattr(Complaint._meta.get_field(name), "verbose_name", name))


def _short(value: Any) -> str:
    match value:
        case True:
            return gettext("yes")
        case False:
            return gettext("no")
        case None | "":
            return gettext("nothing")
    return str(value)


LONG: Mapping[str, Any] = {"parties": _("people"), "parts": _("parts")}
READ_BACK: Mapping[str, Callable[[Any], str]] = {
    **dict.fromkeys(("contacted_on", "answered_on", "withdrawn_on", "closed_on", "answer_by"), _day),
    "agreements": lambda agreed: "; ".join(", ".join(one.values()) for one in agreed),
    "purposes": _purposes,
    "purpose": _purposes,
    "channel": _channel,
    "enclosed": _short,
    "given_by": lambda role: str(PartyRole(role).label),
    "sent_by": lambda way: str(dict(SENT_BY).get(way, way)),
    **{purpose.value: lambda answer: str(dict(YES_OR_NO).get(answer, answer)) for purpose in Purpose},
}


def _reminder(reminder: Any) -> Entry:
    return Entry(
        at=clock.start_of(reminder.fell_on),
        category=Category.DEADLINE,
        title=gettext("Reminder: %(what)s") % {"what": reminder_in_words(reminder)},
        who=gettext("for %(who)s")
        % {"who": reminder.for_user.name if reminder.for_user else gettext("all coordinators")},
        is_urgent=reminder.kind.partition("_")[0] in ("after", "escalated"),
    )
