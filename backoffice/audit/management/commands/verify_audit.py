"""Checks the chain of the read log and names the first broken link."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from backoffice.audit.chain import Finding, verify


class Command(BaseCommand):
    """Exit 0: whole; exit 1: broken."""

    help = _("Check that no line of the read log was changed, taken out or put in.")

    def add_arguments(self, parser: CommandParser) -> None:
        """``--json``."""
        parser.add_argument("--json", action="store_true", help=_("one machine-readable line at the end"))

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check and tell. Raises `CommandError` when the chain is broken."""
        finding = verify()
        if finding.is_whole:
            self.stdout.write(_whole(finding))
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(finding), "is_whole": finding.is_whole}))
        if not finding.is_whole:
            raise CommandError(_broken(finding), returncode=1)


def _whole(finding: Finding) -> str:
    return _(
        "The read log is whole: %(lines)d lines, last link %(link)s. Keep that link elsewhere, to compare."
    ) % {
        "lines": finding.lines,
        "link": finding.link,
    }


def _broken(finding: Finding) -> str:
    return _("The read log is broken: %(why)s. The %(lines)d lines before it fit.") % {
        "why": finding.why,
        "lines": finding.lines,
    }
