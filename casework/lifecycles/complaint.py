"""The life of a complaint: from which state which step leads where, who may take it, and on what conditions.

Each step is declared here and taken through `backoffice.kit.transitions.perform` only. What follows from a step
stands in `casework.effects`. The lower the rank, the likelier the step: the first one is the screen's primary step.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from backoffice.accounts.permissions import by_roles
from backoffice.kit.history import Category
from casework.lifecycles.guards import (
    comes_with_casework_release,
    consent_is_awaited,
    consent_to_share,
    giver_has_authority,
    has_complainant,
    has_member,
    has_part,
    something_to_ask,
)
from casework.states import FINISHED, OPEN, State

COORDINATOR = by_roles("coordinator")
HANDLERS = by_roles("coordinator", "officer")
ANSWERERS = by_roles("coordinator", "officer", "complainant")
OWNERS = by_roles("coordinator", "complainant")
KEEPERS = by_roles("administrator", scheduled=True)

NOT_YET = [comes_with_casework_release]
REFERABLE = [
    State.REGISTERED,
    State.IN_CONSULTATION,
    State.AWAITING_CONSENT,
    State.INFORMAL,
    State.MEDIATION,
    State.OPTIONS_SENT,
]
CLOSABLE = [
    State.IN_CONSULTATION,
    State.AWAITING_CONSENT,
    State.INFORMAL,
    State.MEDIATION,
    State.OPTIONS_SENT,
]


def step(
    source: Any,
    target: str,
    permission: Any,
    conditions: Any = (),
    *,
    label: Any,
    rank: int,
    category: str = "",
) -> Any:
    """One line of the table: django-fsm's transition on ``state``, with its label and its rank."""
    return transition(
        field="state",
        source=source,
        target=target,
        conditions=list(conditions),
        permission=permission,
        custom={"label": label, "rank": rank, "category": category or Category.STEP},
    )


class ComplaintLifecycle(models.Model):
    """The steps of a complaint."""

    class Meta:
        abstract = True

    # --- receipt and first assessment -----------------------------------------------------------------------------

    @step(
        State.RECEIVED,
        State.REGISTERED,
        COORDINATOR,
        [has_member, has_complainant, has_part],
        label=_("Register"),
        rank=10,
    )
    def register(self) -> None:
        """The complaint gets its case number."""

    @step([State.RECEIVED, State.REGISTERED], State.OUT_OF_SCOPE, COORDINATOR, label=_("Decline"), rank=80)
    def decline(self) -> None:
        """Not for this office; the complainant hears why and where to go instead."""

    @step(
        State.REGISTERED,
        State.IN_CONSULTATION,
        HANDLERS,
        label=_("Record contact"),
        rank=10,
        category=Category.TALK,
    )
    def record_contact(self) -> None:
        """The complainant was spoken to, or written with."""

    # --- consent --------------------------------------------------------------------------------------------------

    @step(
        State.IN_CONSULTATION,
        State.AWAITING_CONSENT,
        HANDLERS,
        [something_to_ask],
        label=_("Request consent"),
        rank=20,
    )
    def request_consent(self) -> None:
        """The complainant is asked what may be done with the complaint, purpose by purpose."""

    @step(
        State.AWAITING_CONSENT,
        State.IN_CONSULTATION,
        ANSWERERS,
        [consent_is_awaited, giver_has_authority],
        label=_("Record consent"),
        rank=10,
    )
    def record_consent(self) -> None:
        """The complainant has answered, with a yes or a no for each purpose."""

    # --- handling -------------------------------------------------------------------------------------------------

    @step(
        State.IN_CONSULTATION,
        State.INFORMAL,
        HANDLERS,
        [consent_to_share],
        label=_("Handle informally"),
        rank=10,
    )
    def handle_informally(self) -> None:
        """An attempt to solve it by telephone."""

    @step(
        [State.IN_CONSULTATION, State.INFORMAL],
        State.MEDIATION,
        COORDINATOR,
        [consent_to_share, *NOT_YET],
        label=_("Assign officer"),
        rank=30,
    )
    def assign_officer(self) -> None:
        """The officer best suited to the content takes over."""

    @step(State.MEDIATION, State.MEDIATION, HANDLERS, NOT_YET, label=_("Plan mediation"), rank=10)
    def plan_mediation(self) -> None:
        """A mediation talk gets its date and place."""

    @step(
        State.MEDIATION,
        State.MEDIATION,
        HANDLERS,
        NOT_YET,
        label=_("Record mediation"),
        rank=20,
        category=Category.TALK,
    )
    def record_mediation(self) -> None:
        """What the mediation talk led to."""

    @step(
        [State.INFORMAL, State.MEDIATION],
        State.OPTIONS_SENT,
        HANDLERS,
        NOT_YET,
        label=_("Send follow-up options"),
        rank=40,
    )
    def send_options(self) -> None:
        """No agreement: both parties hear where they can go from here."""

    @step(REFERABLE, State.WITH_COMMITTEE, OWNERS, NOT_YET, label=_("Refer to the committee"), rank=50)
    def refer(self) -> None:
        """The complaints committee will judge."""

    # --- the end, and after ---------------------------------------------------------------------------------------

    @step(State.WITH_COMMITTEE, State.CLOSED, HANDLERS, NOT_YET, label=_("Close complaint"), rank=30)
    @step(CLOSABLE, State.CLOSED, HANDLERS, label=_("Close complaint"), rank=30)
    def close(self) -> None:
        """Every part has its outcome."""

    @step(list(OPEN), State.WITHDRAWN, OWNERS, label=_("Withdraw"), rank=90)
    def withdraw(self) -> None:
        """The complainant takes the complaint back; nobody asks why."""

    @step(list(FINISHED), State.IN_CONSULTATION, COORDINATOR, NOT_YET, label=_("Reopen"), rank=60)
    def reopen(self) -> None:
        """There is reason to go on after all."""

    @step(list(FINISHED), State.ANONYMISED, KEEPERS, NOT_YET, label=_("Anonymise"), rank=95)
    def anonymise(self) -> None:
        """The retention term is over: persons and texts go, counts stay."""
