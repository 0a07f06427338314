"""How a template comes into use: uploaded, checked, approved by somebody else, active, retired."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from backoffice.accounts.permissions import by_roles
from backoffice.kit.transitions import Guard

approvers = by_roles("administrator", scheduled=True)


class TemplateState(models.TextChoices):
    """Where a template stands."""

    DRAFT = "draft", _("Draft")
    OFFERED = "offered", _("Offered for approval")
    APPROVED = "approved", _("Approved")
    ACTIVE = "active", _("Active")
    RETIRED = "retired", _("Retired")


has_no_problems = Guard(
    "has_no_problems",
    lambda template: not template.problems,
    _("The check found problems. Mend them in Word and upload the file again."),
)
is_the_only_one = Guard(
    "is_the_only_one",
    lambda template: not template.has_active_sibling(),
    _("Another template of this letter is active in this language. Retire that one first."),
)


class TemplateLifecycle:
    """The steps of a template."""

    events: Any

    @transition(
        field="state",
        source=TemplateState.DRAFT,
        target=TemplateState.OFFERED,
        conditions=[has_no_problems],
        permission=approvers,
        custom={"label": _("Offer for approval"), "rank": 5},
    )
    def offer(self) -> None:
        """Finished, as far as the one who uploaded it is concerned; it waits for somebody else."""

    @transition(
        field="state",
        source=[TemplateState.DRAFT, TemplateState.OFFERED],
        target=TemplateState.APPROVED,
        conditions=[has_no_problems],
        permission=approvers,
        custom={"label": _("Approve and use"), "rank": 10},
    )
    def approve(self) -> None:
        """Found good by somebody other than the one who uploaded it."""

    @transition(
        field="state",
        source=TemplateState.APPROVED,
        target=TemplateState.ACTIVE,
        conditions=[is_the_only_one],
        permission=approvers,
        custom={"label": _("Put into use"), "rank": 20},
    )
    def activate(self) -> None:
        """From now on this letter is made with it."""

    @transition(
        field="state",
        source=[
            TemplateState.DRAFT,
            TemplateState.OFFERED,
            TemplateState.APPROVED,
            TemplateState.ACTIVE,
        ],
        target=TemplateState.RETIRED,
        permission=approvers,
        custom={"label": _("Retire"), "rank": 90},
    )
    def retire(self) -> None:
        """No letter is made with it any more; letters that were stay as they are."""
