"""The letters whose data comes with the committee: their fields, a full sample, and why they cannot be made yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from backoffice.kit.refusals import Text
from casework import committee_fields, judgement_fields, report_fields
from documents.kinds import Field

REPORT_COMES = _("The annual report is made in a later version; then this document can be made.")
COMMITTEE_COMES = _("The complaints committee comes in a later version; then this letter can be made.")


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A kind of letter that waits for its data."""

    key: str
    title: Text
    fields: tuple[Field, ...]
    sample: Mapping[str, Any]
    awaits: Text = COMMITTEE_COMES
    may_be_edited: bool = False


AWAITING = (
    Awaiting(
        "referral",
        _("Referral to the committee"),
        committee_fields.REFERRAL_FIELDS,
        committee_fields.REFERRAL_SAMPLE,
    ),
    Awaiting(
        "defence_request",
        _("Request for a defence"),
        committee_fields.DEFENCE_FIELDS,
        committee_fields.DEFENCE_SAMPLE,
    ),
    Awaiting(
        "hearing_invitation",
        _("Invitation to the hearing, to the complainant"),
        committee_fields.HEARING_FIELDS,
        committee_fields.HEARING_SAMPLE,
    ),
    Awaiting(
        "hearing_invitation_provider",
        _("Invitation to the hearing, to the care provider"),
        committee_fields.HEARING_FIELDS_TO_PROVIDER,
        committee_fields.HEARING_SAMPLE_TO_PROVIDER,
    ),
    Awaiting(
        "judgement",
        _("Judgement of the committee"),
        judgement_fields.JUDGEMENT_FIELDS,
        judgement_fields.JUDGEMENT_SAMPLE,
        may_be_edited=True,
    ),
    Awaiting(
        "judgement_published",
        _("Published judgement"),
        judgement_fields.PUBLISHED_FIELDS,
        judgement_fields.PUBLISHED_SAMPLE,
    ),
    Awaiting(
        "annual_report",
        _("Annual report"),
        report_fields.REPORT_FIELDS,
        report_fields.REPORT_SAMPLE,
        awaits=REPORT_COMES,
    ),
)
