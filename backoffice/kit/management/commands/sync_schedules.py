"""Makes the queue's schedules equal to those the apps registered."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from backoffice.kit.schedules import sync


class Command(BaseCommand):
    """Syncs the schedules; running it again changes nothing."""

    help = "Makes the scheduled tasks equal to those that the apps registered."

    def add_arguments(self, parser: CommandParser) -> None:
        """The machine-readable last line."""
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Sync and tell."""
        counts = sync()
        if options["verbosity"]:
            self.stdout.write(
                _("Schedules: %(added)s added, %(changed)s changed, %(removed)s removed.") % counts
            )
        if options["json"]:
            self.stdout.write(json.dumps(counts))
