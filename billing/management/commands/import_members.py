"""Brings in a member list from the command line; the same actions as the screen."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from backoffice.kit.exchange.rows import RowKind
from backoffice.kit.transitions import Refused
from billing.actions.member_import import check_list, confirm, discard
from billing.actions.reference import load_products
from billing.member_list.preview import preview_rows
from billing.models import BatchState, ImportBatch, ImportMapping, Product

WRONG_USAGE = 2
Error = dict[str, Any]


class Command(BaseCommand):
    """Import members."""

    help = "Bring in a member list (CSV, XLSX or ODS): all of it, or nothing when a row is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and how."""
        parser.add_argument("file", metavar="FILE", help="the list")
        parser.add_argument("--dry-run", action="store_true", help="only tell what would change")
        parser.add_argument(
            "--mapping", metavar="NAME", default="", help="a stored mapping of the list's headers"
        )
        parser.add_argument("--json", action="store_true", help="a machine-readable last line")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check, tell, and confirm when everything is right."""
        mapping = _mapping(options["mapping"])
        self._have_products()
        try:
            batch = check_list(Path(options["file"]), mapping=mapping)
        except Refused as refused:
            self._refuse(refused.reasons, options)
        else:
            self._finish(batch, options)

    def _have_products(self) -> None:
        """A new house has no products yet, and then no subscription in any list could be right."""
        if not Product.objects.exists():
            self.stdout.write(
                _("There were no products yet; the %s shipped ones were added.") % load_products()
            )

    def _finish(self, batch: ImportBatch, options: dict[str, Any]) -> None:
        counts, errors = batch.counts, list(_errors(batch))
        self._tell(batch, errors)
        try:
            self._confirm(batch, is_trial=options["dry_run"])
        except Refused as refused:
            discard(batch)
            self._refuse(refused.reasons, options)
        if options["json"]:
            self.stdout.write(json.dumps({**counts, "errors": errors}, ensure_ascii=False))
        if errors:
            raise CommandError(_("Rows are wrong. Nothing was changed."))

    def _confirm(self, batch: ImportBatch, *, is_trial: bool) -> None:
        if is_trial or batch.state == BatchState.WRONG:
            discard(batch)
            if is_trial:
                self.stdout.write(_("This was a trial: nothing was changed."))
            return
        confirm(batch)
        if batch.changes_nothing:
            self.stdout.write(_("Everything in this list is known already: nothing was changed."))
        else:
            self.stdout.write(_("The list was brought in."))

    def _tell(self, batch: ImportBatch, errors: Iterable[Error]) -> None:
        self.stdout.write(
            _("%(new)s new · %(changed)s changed · %(unchanged)s unchanged · %(wrong)s wrong") % batch.counts
        )
        for row in preview_rows(batch, RowKind.NEW, RowKind.CHANGED):
            for warning in row["warnings"]:
                self.stdout.write(
                    _("Row %(row)s: note: %(message)s") % {"row": row["row"], "message": warning}
                )
        for error in errors:
            self.stdout.write(_("Row %(row)s, %(column)s “%(value)s”: %(message)s") % error)

    def _refuse(self, reasons: Iterable[str], options: dict[str, Any]) -> None:
        listed = list(reasons)
        if options["json"]:
            errors = [{"row": None, "column": "", "value": "", "message": reason} for reason in listed]
            counts = dict.fromkeys(("new", "changed", "unchanged", "wrong"), 0)
            self.stdout.write(json.dumps({**counts, "errors": errors}, ensure_ascii=False))
        raise CommandError("\n".join([*listed, _("Nothing was changed.")]))


def _mapping(name: str) -> ImportMapping | None:
    if not name:
        return None
    found = ImportMapping.objects.filter(name=name).first()
    if found is None:
        known = ", ".join(ImportMapping.objects.values_list("name", flat=True)) or "–"
        text = _("There is no mapping “%(name)s”; there are: %(known)s.") % {"name": name, "known": known}
        raise CommandError(text, returncode=WRONG_USAGE)
    return found


def _errors(batch: ImportBatch) -> Iterable[Error]:
    for row in preview_rows(batch, RowKind.WRONG):
        for column, value, message in row["problems"]:
            yield {"row": row["row"], "column": column, "value": value, "message": message}
