"""Which complaints procedures a member can have; whoever handles complaints registers them here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from backoffice.kit.registry import Registry

ProcedureCatalogue = Callable[[], Mapping[str, str]]  # key → title; may query


@dataclass(frozen=True, slots=True)
class Promise:
    """What a procedure promises to happen, and within which term, in Dutch."""

    what: str
    term: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureTerms:
    """What a member's complaints procedure tells its clients."""

    name: str
    legal_basis: str
    own_board_first: bool
    has_committee: bool
    promises: Sequence[Promise]
    committee_promises: Sequence[Promise]


TermsOf = Callable[[str], ProcedureTerms | None]  # by key; may query

procedures: Registry[ProcedureCatalogue] = Registry("procedures")
procedure_terms: Registry[TermsOf] = Registry("terms of procedures")

# The two procedures of DOMAIN, which hold as long as nobody has entered others.
SHIPPED = {"wkkgz": "Wkkgz", "coöperatie": "Coöperatie"}


def known_procedures() -> dict[str, str]:
    """Every procedure's key and title. Queries once per catalogue."""
    known = {key: title for catalogue in procedures for key, title in catalogue().items()}
    return known or dict(SHIPPED)


def terms_of(key: str) -> ProcedureTerms | None:
    """What is promised under the current version of this procedure; None when it is not known. Queries."""
    return next((terms for catalogue in procedure_terms if (terms := catalogue(key)) is not None), None)


def validate_procedure(key: str) -> None:
    """Raise `ValidationError` when no such procedure exists."""
    known = known_procedures()
    if key not in known:
        raise ValidationError(
            _("Unknown procedure. Choose from: %(known)s."), params={"known": ", ".join(known)}
        )
