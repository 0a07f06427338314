"""A member as the plain data of a letter; the names are Dutch because the office writes templates with them."""

from collections.abc import Sequence
from typing import Any

from backoffice.kit import clock
from billing.letter_words import (
    COMPULSORY_CARE_LAWS,
    DISPUTES_BODY_LAWS,
    RUNS_ON,
    SINCE_UNKNOWN,
    complaint_laws,
)
from billing.models import Member, Subscription
from billing.procedures import ProcedureTerms, Promise, terms_of
from billing.queries.coverage import cover_on
from billing.rules.required_services import COMMITTEE, CONFIDANT, OFFICER
from documents.letterhead import office_context

PRIVACY_OFFICER = "fg"


def certificate(member: Member) -> dict[str, Any]:
    """What the proof of membership says. Queries."""
    held = services_on_day(member)
    return {**_everywhere(member), "diensten": [_service(one) for one in held]}


def procedure(member: Member) -> dict[str, Any]:
    """What the member's complaints procedure says; its procedure must be known. Queries."""
    terms = terms_of(member.procedure)
    if terms is None:
        raise LookupError(member.procedure)
    rules = _rules(member, terms)
    return {
        **_everywhere(member),
        "regeling": rules,
        "wetten": complaint_laws(member.laws),
        "termijnen": _promises(terms.promises),
        "commissietermijnen": _promises(terms.committee_promises) if rules["heeft_commissie"] else [],
    }


def services_on_day(member: Member) -> list[Subscription]:
    """What the member has today, in the order of the products. Queries."""
    held = member.subscriptions.in_force_on(clock.today()).select_related("product")
    return list(held.order_by("product__order", "starts_on"))


def address_of(member: Member) -> list[str]:
    """The lines of the postal address below the name; empty when it is not known."""
    street = f"{member.street} {member.house_number}".strip()
    city = f"{member.postcode}  {member.city}".strip()
    return [line for line in (street, city) if line]


def _everywhere(member: Member) -> dict[str, Any]:
    return {
        "kantoor": office_context(),
        "brief": {"datum": clock.today()},
        "lid": {
            "nummer": member.number,
            "naam": member.name,
            "adres": address_of(member),
            "bereikbaar": [one for one in (member.phone, member.email, member.website) if one],
            "rechtsvorm": member.legal_form,
            "kvk": member.kvk,
            "vestigingsnummer": member.branch,
            "wetten": list(member.laws),
            "sinds": member.joined_on or SINCE_UNKNOWN,
        },
    }


def _service(subscription: Subscription) -> dict[str, Any]:
    return {
        "naam": subscription.product.name,
        "omschrijving": subscription.product.description,
        "van": subscription.starts_on,
        "tot": subscription.ends_on or RUNS_ON,
    }


def _rules(member: Member, terms: ProcedureTerms) -> dict[str, Any]:
    held, laws = set(cover_on(member, clock.today()).products), set(member.laws)
    return {
        "naam": terms.name,
        "grondslag": terms.legal_basis,
        "eigen_bestuur_eerst": terms.own_board_first,
        "heeft_functionaris": OFFICER in held,
        "heeft_commissie": COMMITTEE in held and terms.has_committee,
        "heeft_vertrouwenspersoon": CONFIDANT in held,
        "heeft_fg": PRIVACY_OFFICER in held,
        "heeft_geschilleninstantie": bool(laws & DISPUTES_BODY_LAWS),
        "gedwongen_zorg": bool(laws & COMPULSORY_CARE_LAWS),
    }


def _promises(promises: Sequence[Promise]) -> list[dict[str, str]]:
    return [{"wat": one.what, "termijn": one.term, "uitleg": one.detail} for one in promises]
