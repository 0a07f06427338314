"""Makes one letter about one case and writes it to a file."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from backoffice.kit.transitions import Refused
from documents.actions.issue import Composed, compose, store
from documents.kinds import kinds, that_can_be_made
from documents.models import IssuedDocument
from documents.rendering import PdfFailed, to_pdf

REFUSED, WRONG_USAGE = 1, 2


class Command(BaseCommand):
    """Exit code 0 when made, 1 when refused with nothing changed, 2 on wrong usage. Acts as the office itself."""

    help = "Makes a letter about a case, keeps it with the case, and writes it to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which letter, about which case, and where to write it."""
        parser.add_argument("kind", metavar="KIND", help="code of the letter, such as acknowledgement")
        parser.add_argument("number", metavar="NUMBER", help="number of the case, such as K2026-00001")
        parser.add_argument("--out", metavar="FILE", required=True, type=Path, help="the file to write")
        parser.add_argument("--pdf", action="store_true", help="write a PDF instead of a Word file")
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make the letter, write the file and keep the letter, or none of it."""
        self._refuse_wrong_usage(options["kind"], options["out"])
        try:
            document = _make(options["kind"], options["number"], options["out"], as_pdf=options["pdf"])
        except (Refused, LookupError, PdfFailed, OSError) as error:
            reasons = _reasons(error, options["out"])
            if options["json"]:
                self.stdout.write(json.dumps({"issued": False, "reasons": reasons}, ensure_ascii=False))
            raise CommandError(" ".join([*reasons, _("Nothing was made.")]), returncode=REFUSED) from error
        self.stdout.write(_("%(letter)s written to %(file)s.") % {"letter": document, "file": options["out"]})
        if options["json"]:
            self.stdout.write(json.dumps(_as_data(document, options["out"]), ensure_ascii=False))

    def _refuse_wrong_usage(self, kind: str, out: Path) -> None:
        if kind not in kinds:
            known = ", ".join(that_can_be_made())
            raise CommandError(
                _("There is no letter “%(kind)s”. There are: %(known)s.") % {"kind": kind, "known": known},
                returncode=WRONG_USAGE,
            )
        if out.is_dir():
            raise CommandError(
                _("%(file)s is a directory; name the file to write.") % {"file": out}, returncode=WRONG_USAGE
            )


def _make(kind: str, number: str, out: Path, *, as_pdf: bool) -> IssuedDocument:
    """The file appears whole, and only together with the stored letter."""
    composed = compose(kind, kinds.get(kind).find(number))
    content = to_pdf([composed.content])[0] if as_pdf else composed.content
    unfinished = _written_beside(out, content)
    try:
        return _stored_with(composed, unfinished, out)
    finally:
        unfinished.unlink(missing_ok=True)


def _written_beside(out: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path


def _stored_with(composed: Composed, unfinished: Path, out: Path) -> IssuedDocument:
    with transaction.atomic():
        document = store(composed, None)
        unfinished.replace(out)
    return document


def _reasons(error: Exception, out: Path) -> list[str]:
    if isinstance(error, Refused):
        return list(error.reasons)
    if isinstance(error, OSError):
        return [_("%(file)s cannot be written: %(why)s.") % {"file": out, "why": error.strerror or error}]
    return [str(error)]


def _as_data(document: IssuedDocument, out: Path) -> dict[str, Any]:
    return {
        "issued": True,
        "document": str(document.pk),
        "kind": document.kind,
        "number": document.subject_name,
        "template_version": document.template_version.number,
        "sha256": document.sha256,
        "file": str(out),
    }
