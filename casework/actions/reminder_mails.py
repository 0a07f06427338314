"""The mail that bundles a person's reminders: at most one a day, with case numbers and dates and nothing else."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext, override

from backoffice.accounts.models import User
from backoffice.kit.transitions import Refused
from casework.models import Deadline, Reminder
from casework.presentation.deadlines import in_words
from documents.actions.mail import queue_mail

logger = logging.getLogger(__name__)

MAIL_KIND = "deadline_reminders"
COORDINATOR = "coordinator"
# A person who must read more than this opens the list; the mail says that there are more.
MOST_LINES = 40
# After days off one deadline can have several reminders; enough rows for as many lines.
MOST_ROWS = MOST_LINES * 5


@dataclass(frozen=True, order=True)
class MailLine:
    """One deadline in a mail; the most pressing comes first."""

    due_on: date
    deadline: int


LinesByPerson = Mapping[int | None, Collection[MailLine]]


def queue_mails(on: date, *, given: int, mailed: Collection[int | None]) -> int:
    """Queue today's mail for everybody who has something to be told; how many mails. Needs a transaction.

    This round gave so many reminders. ``mailed`` had their mail before it began: what came after that waits for their
    next one.
    """
    had = _of_people(mailed)
    taken_along = Reminder.objects.not_mailed().exclude(had).update(mailed_on=on)
    if not given and not taken_along:
        return 0
    lines = _lines_by_person(Reminder.objects.filter(mailed_on=on).exclude(had))
    people = {person: _lines_for(person, lines) for person in _people(lines)}
    named = _deadlines(people.values())
    return sum(_queue(person, on, own, named) for person, own in people.items())


def _of_people(people: Collection[int | None]) -> Q:
    """Those for these people; None stands for every coordinator."""
    named = Q(for_user__in=[person for person in people if person is not None])
    return named | Q(for_user__isnull=True) if None in people else named & Q(for_user__isnull=False)


def _lines_by_person(told: models.QuerySet[Reminder]) -> LinesByPerson:
    """The most pressing deadlines of each person, each once."""
    by_person = Window(RowNumber(), partition_by=F("for_user"), order_by=[F("due_on"), F("pk")])
    pressing = told.annotate(rank=by_person).filter(rank__lte=MOST_ROWS).order_by()
    found: dict[int | None, set[MailLine]] = defaultdict(set)
    for person, due_on, deadline in pressing.values_list("for_user", "due_on", "deadline"):
        found[person].add(MailLine(due_on, deadline))
    return found


def _people(keys: Collection[int | None]) -> list[User]:
    """Whom the mails are for. Queries."""
    who = Q(pk__in=[key for key in keys if key is not None])
    if None in keys:
        who |= Q(groups__name=COORDINATOR)
    return list(User.objects.active().filter(who).distinct().order_by("pk"))


def _lines_for(person: User, lines: LinesByPerson) -> list[MailLine]:
    """A coordinator also hears of what has no handler."""
    shared = lines[None] if None in lines and person.has_role(COORDINATOR) else ()
    return sorted([*lines.get(person.pk, ()), *shared])


def _deadlines(lines: Iterable[Sequence[MailLine]]) -> Mapping[int, Deadline]:
    """The deadlines that the mails will name. Queries."""
    keys = {line.deadline for own in lines for line in own[:MOST_LINES]}
    rows = Deadline.objects.select_related("complaint", "rule").only("complaint__number", "rule__title")
    return rows.in_bulk(list(keys))


def _queue(person: User, on: date, lines: Sequence[MailLine], named: Mapping[int, Deadline]) -> bool:
    """Whether the mail was queued; an address that is none leaves the reminders on the start page."""
    with override(person.language):
        context = {"naam": person.name, "dag": in_words(on), "regels": _in_words(lines, named)}
    key = f"{MAIL_KIND}:{person.pk}:{on}"
    try:
        queue_mail(MAIL_KIND, to=person.email, context=context, key=key, language=person.language)
    except Refused:
        logger.warning("The reminders of user %s were not mailed: the address is not valid.", person.pk)
        return False
    return True


def _in_words(lines: Sequence[MailLine], named: Mapping[int, Deadline]) -> str:
    said = [_line_in_words(named[line.deadline], line.due_on) for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        said.append(gettext("And more: the start page shows them all."))
    return "\n".join(said)


def _line_in_words(deadline: Deadline, due_on: date) -> str:
    return f"{deadline.complaint} · {deadline.rule.title} · {in_words(due_on)}"
