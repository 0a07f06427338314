"""Which complaints procedures a member can have; whoever handles complaints registers them here."""

import unicodedata
from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from backoffice.kit.registry import Registry

ProcedureCatalogue = Callable[[], Mapping[str, str]]  # key → title; may query

procedures: Registry[ProcedureCatalogue] = Registry("procedures")

# The two procedures of DOMAIN, which hold as long as nobody has entered others.
SHIPPED = {"wkkgz": "Wkkgz", "coöperatie": "Coöperatie"}


def known_procedures() -> dict[str, str]:
    """Every procedure's key and title. Queries once per catalogue."""
    known = {key: title for catalogue in procedures for key, title in catalogue().items()}
    return known or dict(SHIPPED)


def procedure_key(text: str, known: Mapping[str, str]) -> str | None:
    """The key that is meant, whatever its case or accents; None when there is none."""
    return next((key for key in known if _plain(key) == _plain(text)), None)


def validate_procedure(key: str) -> None:
    """Raise `ValidationError` when no such procedure exists."""
    known = known_procedures()
    if key not in known:
        raise ValidationError(
            _("Unknown procedure. Choose from: %(known)s."), params={"known": ", ".join(known)}
        )


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in letters if letter.isalnum())
