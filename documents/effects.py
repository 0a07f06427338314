"""What the steps of a template, of a batch of letters and of an edited letter ask and cause."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from backoffice.kit.transitions import StepForm, StepSpec, StepTaken, perform, steps
from documents.batch_steps import BATCH_STEPS
from documents.edited_steps import EDITED_STEPS
from documents.models import Batch, EditedLetter, TemplateVersion


class ApproveForm(StepForm):
    """Four eyes: the one who uploaded a template does not approve it."""

    def clean(self) -> None:
        """Raises ValidationError for the uploader, and for a job that approves what a person uploaded."""
        super().clean()
        if self.by is None and not self.subject.is_shipped:
            raise ValidationError(_("Only a person can approve a template that was uploaded."))
        if self.by is not None and self.subject.uploaded_by_id == self.by.pk:
            raise ValidationError(
                _("You uploaded this template yourself. Ask another administrator to approve it.")
            )


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
            form=ApproveForm,
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
