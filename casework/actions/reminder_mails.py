"""The mail that bundles a person's reminders: at most one a day, with case numbers and dates and nothing else."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from backoffice.accounts.models import User
from casework.models import Reminder
from documents.actions.mail import queue_mail

MAIL_KIND = "deadline_reminders"
COORDINATOR = "coordinator"
# A person who must read more than this opens the list; the mail says how many there are.
MOST_LINES = 40
# After days off one deadline can have several reminders; enough rows for as many lines.
MOST_ROWS = MOST_LINES * 5


@dataclass(frozen=True)
class MailLine:
    """One deadline in a mail."""

    deadline: int
    case: str
    clock: str
    due_on: date


def queue_mails(on: date, mailed: Collection[int | None]) -> int:
    """Queue today's mail for everybody who has something to be told; how many mails. Needs a transaction.

    ``mailed`` had theirs before this round began; what came after that waits for their next mail.
    """
    _take_along_what_waits(on, mailed)
    lines = _lines_by_person(on, mailed)
    people = _people(lines)
    for person in people:
        shared = lines.get(None, []) if person.has_role(COORDINATOR) else []
        _queue(person, on, [*lines.get(person.pk, []), *shared])
    return len(people)


def _take_along_what_waits(on: date, mailed: Collection[int | None]) -> None:
    waiting = Reminder.objects.filter(mailed_on__isnull=True)
    had = Q(for_user__in=[user for user in mailed if user])
    if None in mailed:
        had |= Q(for_user__isnull=True)
    waiting.exclude(had).update(mailed_on=on)


def _lines_by_person(on: date, mailed: Collection[int | None]) -> dict[int | None, list[MailLine]]:
    """The most pressing deadlines of each person, each once."""
    ranked = (
        Reminder.objects.filter(mailed_on=on)
        .annotate(
            rank=Window(RowNumber(), partition_by=F("for_user"), order_by=[F("due_on"), F("pk").desc()])
        )
        .filter(rank__lte=MOST_ROWS)
        .order_by("due_on", "-pk")
        .values_list("for_user", "deadline", "deadline__complaint__number", "deadline__rule__title", "due_on")
    )
    found: dict[int | None, dict[int, MailLine]] = defaultdict(dict)
    for person, deadline, case, clock, due_on in ranked:
        if person not in mailed:
            found[person].setdefault(deadline, MailLine(deadline, case or "", clock, due_on))
    return {person: list(lines.values()) for person, lines in found.items()}


def _people(lines: Iterable[int | None]) -> list[User]:
    keys = set(lines)
    who = Q(pk__in=[key for key in keys if key is not None])
    if None in keys:
        who |= Q(groups__name=COORDINATOR)
    return list(User.objects.active().filter(who).exclude(email="").distinct().order_by("pk"))


def _queue(person: User, on: date, lines: list[MailLine]) -> None:
    shown = sorted(lines, key=lambda line: (line.due_on, line.deadline))[:MOST_LINES]
    context = {
        "name": person.name,
        "lines": [{"case": line.case, "clock": line.clock, "due_on": line.due_on} for line in shown],
        "more": max(len(lines) - len(shown), 0),
    }
    queue_mail(MAIL_KIND, to=person.email, context=context, key=f"{MAIL_KIND}:{person.pk}:{on}", subject=None)
