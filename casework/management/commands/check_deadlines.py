"""Gives the reminders that have fallen: what the worker does every working day."""

import json
from argparse import ArgumentTypeError
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from backoffice.kit import clock
from casework.actions.sweep import Swept, sweep


class Command(BaseCommand):
    """Exit code 0 when done, also when there was nothing to do; 2 on wrong usage."""

    help = "Gives every reminder that has fallen, once, and queues one mail per person. On a free day it does nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """A day, and the machine-readable line."""
        parser.add_argument("--on", type=_day, metavar="DATE", help="as if it were this day (yyyy-mm-dd)")
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the round and say what it did."""
        on = options["on"]
        done = sweep(on or clock.today(), also_on_free_days=on is not None)
        self.stdout.write(_in_words(done))
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(done), "on": done.on.isoformat()}))


def _day(text: str) -> date:
    """A day out of the command line. Raises ArgumentTypeError, which ends the command as wrong usage."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("“%(text)s” is no day. Write it as 2026-05-04.") % {"text": text}) from None


def _in_words(done: Swept) -> str:
    if done.is_free_day:
        return _("Today is a free day: nothing was done. Give --on to check for a day all the same.")
    return _("%(reminders)s reminders given (%(escalated)s to the coordinator), %(mails)s mails queued.") % {
        "reminders": done.reminders,
        "escalated": done.escalated,
        "mails": done.mails,
    }
