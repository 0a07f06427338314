"""The states of a complaint, and what they have in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a complaint stands."""

    RECEIVED = "received", _("Received")
    REGISTERED = "registered", _("Registered")
    IN_CONSULTATION = "in_consultation", _("In consultation")
    AWAITING_CONSENT = "awaiting_consent", _("Awaiting consent")
    INFORMAL = "informal", _("Informal handling")
    MEDIATION = "mediation", _("Mediation")
    OPTIONS_SENT = "options_sent", _("Follow-up options sent")
    WITH_COMMITTEE = "with_committee", _("With the committee")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    OUT_OF_SCOPE = "out_of_scope", _("Out of scope")
    ANONYMISED = "anonymised", _("Anonymised")


# Nothing is to be done any more; these may be reopened and, when the retention is over, anonymised.
FINISHED = (State.CLOSED, State.WITHDRAWN, State.OUT_OF_SCOPE)
OPEN = tuple(state for state in State if state not in (*FINISHED, State.ANONYMISED))
# What the secretary may work on.
COMMITTEE_PHASE = (State.WITH_COMMITTEE,)
