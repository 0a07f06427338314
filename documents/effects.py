"""What the steps of a template, of a batch of letters and of an edited letter ask and cause."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from backoffice.kit.transitions import StepSpec, StepTaken, Text, perform, steps
from documents.batch_steps import BATCH_STEPS
from documents.edited_steps import EDITED_STEPS
from documents.models import Batch, EditedLetter, TemplateVersion


def four_eyes(template: TemplateVersion, by: Any) -> Text:
    """The one who uploaded a template does not approve it, and no job approves what a person uploaded."""
    if by is None:
        return "" if template.is_shipped else _("Only a person can approve a template that was uploaded.")
    if template.uploaded_by_id == by.pk:
        return _("You uploaded this template yourself. Ask another administrator to approve it.")
    return ""


def note_approval(taken: StepTaken) -> None:
    """Who approved it, and when."""
    template: TemplateVersion = taken.subject
    template.approved_by, template.approved_at = taken.by, clock.now()
    template.save(update_fields=["approved_by", "approved_at"])


def take_over(taken: StepTaken) -> None:
    """The former template retires and this one is active, in the same transaction."""
    former = taken.subject.siblings().active().first()
    if former is not None:
        perform(former, "retire", by=taken.by)
    perform(taken.subject, "activate", by=taken.by)


steps.register(
    TemplateVersion,
    {
        "offer": StepSpec(
            follows=_("It stands on the start page of the other administrators until one approves it.")
        ),
        "approve": StepSpec(
            objections=(four_eyes,),
            effects=(note_approval, take_over),
            follows=_("From now on letters are made with this template. The former one is kept, retired."),
        ),
        "activate": StepSpec(follows=_("From now on letters are made with this template.")),
        "retire": StepSpec(
            follows=_("Without an active template this letter cannot be made until another is approved.")
        ),
    },
)

steps.register(Batch, BATCH_STEPS)
steps.register(EditedLetter, EDITED_STEPS)
