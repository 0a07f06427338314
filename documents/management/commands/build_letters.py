"""Makes the shipped Word templates from their sources."""

from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from documents.kinds import DocumentKind, kinds
from documents.rendering.package import read_package


def built(kind: DocumentKind) -> bytes:
    """The template as its source makes it: `casework/docx/source/consent_form.py` for `…/docx/consent_form.docx`."""
    app = kind.template.parents[1].name
    source = import_module(f"{app}.docx.source.{kind.template.stem}")
    content: bytes = source.build()
    return content


def _holds_the_same(one: bytes, other: bytes) -> bool:
    """Whether two Word files have the same parts; how they are packed differs between machines."""
    return list(read_package(one).items()) == list(read_package(other).items())


class Command(BaseCommand):
    """Writes the templates; with --check it only compares."""

    help = "Makes the shipped Word templates from their sources."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to write or to compare."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Build each kind's template."""
        for kind in kinds:
            content = built(kind)
            is_same = kind.template.exists() and _holds_the_same(kind.template.read_bytes(), content)
            if options["check"] and not is_same:
                raise CommandError(
                    _("%(file)s is not what its source makes. Run build_letters.")
                    % {"file": kind.template.name}
                )
            if not is_same:
                kind.template.write_bytes(content)
                self.stdout.write(_("%(file)s was made anew.") % {"file": kind.template.name})
