"""Tells the demo story on an empty database."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from backoffice.demo.people import DEMO_PASSWORD
from backoffice.demo.telling import refuse_elsewhere, send_mails, tell
from backoffice.kit.refusals import Refused


class Command(BaseCommand):
    """Tell the story."""

    help = "Fill an empty database with logins, members and some sixty complaints. Only while DEBUG is on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only how to report."""
        parser.add_argument("--json", action="store_true", help="a machine-readable last line")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Refuse first, so that nothing at all is changed."""
        try:
            refuse_elsewhere()
            call_command("load_reference", verbosity=0)
            told = tell()
            send_mails()
        except Refused as refused:
            raise CommandError(" ".join(refused.reasons)) from refused
        if options["verbosity"]:
            said = _(
                "Told: %(complaints)s complaints, %(members)s members, %(users)s logins (password: %(password)s)."
            )
            self.stdout.write(said % {**told, "password": DEMO_PASSWORD})
        if options["json"]:
            self.stdout.write(json.dumps(told))
