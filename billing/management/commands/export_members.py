"""Writes all members to a list that can be imported again unchanged."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from backoffice.kit.exchange.sniff import FileKind
from billing.exchange import write_members
from billing.models import Member

WRONG_USAGE = 2


class Command(BaseCommand):
    """Export members."""

    help = "Write all members to a CSV, XLSX or ODS file, by its extension."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("file", metavar="FILE", help="the list to write: .csv, .xlsx or .ods")
        parser.add_argument("--json", action="store_true", help="a machine-readable last line")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the file whole or not at all."""
        path = Path(options["file"])
        members = Member.objects.order_by("number")
        _write(path, write_members(_kind(path), members))
        count = members.count()
        self.stdout.write(_("%(count)d members written to %(path)s.") % {"count": count, "path": path})
        if options["json"]:
            self.stdout.write(json.dumps({"members": count, "file": str(path)}))


def _kind(path: Path) -> FileKind:
    try:
        return FileKind(path.suffix.lower().lstrip("."))
    except ValueError as error:
        text = _("Unknown kind of file “%s”. Take .csv, .xlsx or .ods.") % path.suffix
        raise CommandError(text, returncode=WRONG_USAGE) from error


def _write(path: Path, content: bytes) -> None:
    """Beside it first, so that a full disk leaves an older list as it was."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        text = _("%(path)s could not be written: %(why)s. Nothing was changed.")
        raise CommandError(text % {"path": path, "why": error.strerror or error}) from error
