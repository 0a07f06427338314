"""The letters that members get, and who may make them."""

from pathlib import Path
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.roles import Role
from backoffice.kit import clock
from billing import letter_context, money_fields, money_samples
from billing.letter_fields import (
    MEMBER_FIELDS,
    PROCEDURE_FIELDS,
    SAMPLE_COMMITTEE_PROMISES,
    SAMPLE_LAWS,
    SAMPLE_PROMISES,
    SAMPLE_SERVICES,
    SERVICE_FIELDS,
)
from billing.models import Member
from billing.procedures import terms_of
from billing.queries.coverage import is_member_on, missing_names
from documents.kinds import DocumentKind, Missing, Recipient, register, register_awaiting, sample_of

TEMPLATES = Path(__file__).resolve().parent / "docx"
ISSUERS = (Role.FINANCE, Role.COORDINATOR)
READERS = (*ISSUERS, Role.OFFICER, Role.SECRETARY)
INVOICES_COME = _("Invoices are made in a later version; then this letter can be made.")


def find(number: str) -> Member:
    """The member with this number. Raises LookupError. Queries."""
    try:
        return Member.objects.get(number=number)
    except Member.DoesNotExist as error:
        raise LookupError(_("There is no member with number %(number)s.") % {"number": number}) from error


def visible_to(user: Any) -> models.QuerySet[Member]:
    """The members whose letters a user may read."""
    members = Member.objects.visible_to(user)
    return members if user.has_role(*READERS) else members.none()


def may_issue(user: Any, _member: Member) -> bool:
    """Finance and coordinators, for every member."""
    return bool(user.has_role(*ISSUERS))


def recipient(member: Member) -> Recipient:
    """The member itself."""
    return Recipient(member.name, member.email, tuple(letter_context.address_of(member)))


def missing_for_certificate(member: Member) -> list[Missing]:
    """A proof is of a membership and of services that hold today."""
    return _those_missing(
        member,
        {
            _("address of the member"): not letter_context.address_of(member),
            _("membership that holds today"): not is_member_on(member, clock.today()),
            _("at least one service that holds today"): not letter_context.services_on_day(member),
        },
    )


def missing_for_procedure(member: Member) -> list[Missing]:
    """A procedure promises nothing that the member's services do not give, nor less than its care laws ask for."""
    found = _those_missing(
        member,
        {
            _("membership that holds today"): not is_member_on(member, clock.today()),
            _("care laws that the member works under"): not member.laws,
            _("procedure of the member"): terms_of(member.procedure) is None,
            _("at least one service that holds today"): not letter_context.services_on_day(member),
        },
    )
    lacking = _("service that the care laws ask for: %(name)s")
    return found + [
        Missing(lacking % {"name": name}, _page_of(member)) for name in missing_names(member, clock.today())
    ]


def _those_missing(member: Member, lacks: dict[Any, bool]) -> list[Missing]:
    return [Missing(words, _page_of(member)) for words, is_missing in lacks.items() if is_missing]


def _page_of(member: Member) -> str:
    return reverse("admin:billing_member_change", args=[member.pk])


register(
    DocumentKind(
        key="membership_certificate",
        title=_("Proof of membership"),
        template=TEMPLATES / "membership_certificate.docx",
        fields=(*MEMBER_FIELDS, *SERVICE_FIELDS),
        sample=sample_of(MEMBER_FIELDS, diensten=SAMPLE_SERVICES),
        build_context=letter_context.certificate,
        model_label="billing.member",
        find=find,
        visible_to=visible_to,
        may_issue=may_issue,
        missing=missing_for_certificate,
        recipient=recipient,
    )
)
register(
    DocumentKind(
        key="complaints_procedure",
        title=_("Complaints procedure for the website"),
        template=TEMPLATES / "complaints_procedure.docx",
        fields=(*MEMBER_FIELDS, *PROCEDURE_FIELDS),
        sample=sample_of(
            (*MEMBER_FIELDS, *PROCEDURE_FIELDS),
            wetten=SAMPLE_LAWS,
            termijnen=SAMPLE_PROMISES,
            commissietermijnen=SAMPLE_COMMITTEE_PROMISES,
        ),
        build_context=letter_context.procedure,
        model_label="billing.member",
        find=find,
        visible_to=visible_to,
        may_issue=may_issue,
        missing=missing_for_procedure,
        recipient=recipient,
    )
)
for key, title, fields, sample in (
    ("invoice", _("Invoice"), money_fields.INVOICE_FIELDS, money_samples.INVOICE),
    ("credit_note", _("Credit note"), money_fields.CREDIT_FIELDS, money_samples.CREDIT_NOTE),
    ("payment_reminder", _("Payment reminder"), money_fields.REMINDER_FIELDS, money_samples.REMINDER),
):
    register_awaiting(
        key, title, TEMPLATES / f"{key}.docx", fields=fields, sample=sample, awaits=INVOICES_COME
    )
