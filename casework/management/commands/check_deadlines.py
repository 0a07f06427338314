"""Gives the reminders that have fallen: what the worker does every working day."""

import json
from argparse import ArgumentTypeError
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from backoffice.kit import clock
from casework.actions.sweep import Swept, sweep
from casework.presentation.deadlines import in_words

WRONG_USAGE = 2
# Far beyond every term; a day further off is a typing error.
FURTHEST = timedelta(days=20 * 366)


class Command(BaseCommand):
    """Exit code 0 when done, also when there was nothing to do; 2 on wrong usage."""

    help = "Gives every reminder that has fallen, once, and queues one mail per person. On a free day it does nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """A day, and the machine-readable line."""
        parser.add_argument("--on", type=_day, metavar="DATE", help="as if it were this day (yyyy-mm-dd)")
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the round and say what it did."""
        today, on = clock.today(), options["on"]
        if on is not None and abs(on - today) > FURTHEST:
            self._refuse(today, options)
        done = sweep(on or today, also_on_free_days=on is not None)
        self.stdout.write(_in_words(done))
        is_to_come = done.on > today
        if is_to_come:
            self.stdout.write(_to_come(done.on))
        if options["json"]:
            told = {**asdict(done), "on": done.on.isoformat(), "is_to_come": is_to_come}
            self.stdout.write(json.dumps(told))

    def _refuse(self, today: date, options: dict[str, Any]) -> None:
        said = {"first": in_words(today - FURTHEST), "last": in_words(today + FURTHEST)}
        text = _("The day to check must lie between %(first)s and %(last)s. Nothing was done.") % said
        if options["json"]:
            none = {**asdict(Swept(options["on"])), "on": options["on"].isoformat()}
            self.stdout.write(json.dumps({**none, "error": text}, ensure_ascii=False))
        raise CommandError(text, returncode=WRONG_USAGE)


def _day(text: str) -> date:
    """A day out of the command line. Raises ArgumentTypeError, which ends the command as wrong usage."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("“%(text)s” is no day. Write it as 2026-05-04.") % {"text": text}) from None


def _to_come(day: date) -> str:
    return _(
        "Note: %(day)s is still to come. The reminders of that day are given now, and will not be given again."
    ) % {"day": in_words(day)}


def _in_words(done: Swept) -> str:
    if done.is_free_day:
        return _("Today is a free day: nothing was done. Give --on to check for a day all the same.")
    return _("%(reminders)s reminders given (%(escalated)s to the coordinator), %(mails)s mails queued.") % {
        "reminders": done.reminders,
        "escalated": done.escalated,
        "mails": done.mails,
    }
