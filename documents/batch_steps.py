"""What the steps of a batch ask and cause."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_q.tasks import async_task

from backoffice.kit import clock
from backoffice.kit.refusals import Refused
from backoffice.kit.transitions import StepForm, StepSpec, StepTaken
from documents.batch_subjects import in_pieces, what_is_missing, why_not_allowed
from documents.models import Batch, BatchItem, TemplateVersion
from documents.models.batch_item import REASON_LENGTH, ItemOutcome

RUN_TASK = "documents.tasks.run_batch"
WRITTEN_AT_ONCE = 500


class StartForm(StepForm):
    """What becomes of the letters that lack something."""

    leave_out = forms.BooleanField(
        label=gettext_lazy("Leave out the letters that lack something"), required=False
    )


def fix_templates(taken: StepTaken) -> None:
    """The batch keeps the templates that it began with, also when they are replaced while it runs. Raises Refused."""
    batch: Batch = taken.subject
    templates = TemplateVersion.objects.of_kind(batch.kind).active()
    if not templates:
        raise Refused(
            [
                _("There is no template in use for “%(letter)s”. Ask the administrator.")
                % {"letter": batch.kind_title}
            ]
        )
    batch.templates.set(templates)
    batch.started_at = clock.now()
    batch.save(update_fields=["started_at"])


def settle_the_set(taken: StepTaken) -> None:
    """Who may is asked again for each letter; what lacks something is left out, or nothing starts. Raises Refused."""
    batch: Batch = taken.subject
    settled = [item for item in _settled(batch, taken.by) if item.outcome != ItemOutcome.WAITING]
    lacking = sum(item.outcome == ItemOutcome.LEFT_OUT for item in settled)
    if lacking and not taken.answers["leave_out"]:
        raise Refused([_lack_something(lacking)])
    BatchItem.objects.bulk_update(settled, ["outcome", "reason"], batch_size=WRITTEN_AT_ONCE)
    batch.total = batch.items.waiting().count()
    if not batch.total:
        raise Refused([_("No letter would remain to be made. Nothing was started.")])
    batch.save(update_fields=["total"])


def _lack_something(count: int) -> str:
    said = ngettext(
        "%(count)d letter lacks something. Fill it in, or choose to leave it out.",
        "%(count)d letters lack something. Fill it in, or choose to leave them out.",
        count,
    )
    return said % {"count": count}


def _settled(batch: Batch, by: Any) -> list[BatchItem]:
    items = []
    for item, subject in in_pieces(batch.letter, batch.items.waiting(), by):
        if reason := why_not_allowed(batch.letter, subject, by):
            item.outcome, item.reason = ItemOutcome.REFUSED, reason
        elif reason := what_is_missing(batch.letter.missing(subject)):
            item.outcome, item.reason = ItemOutcome.LEFT_OUT, reason[:REASON_LENGTH]
        items.append(item)
    return items


def try_failed_again(taken: StepTaken) -> None:
    """The failed letters wait again; those that were made are left alone."""
    batch: Batch = taken.subject
    batch.items.failed().update(outcome=ItemOutcome.WAITING, reason="", attempts=0)
    batch.failed = 0
    batch.save(update_fields=["failed"])


def have_it_run(taken: StepTaken) -> None:
    """The worker begins after the commit; a claim that an earlier run left is void."""
    batch: Batch = taken.subject
    batch.claim, batch.moved_at = None, clock.now()
    batch.save(update_fields=["claim", "moved_at"])
    transaction.on_commit(lambda: async_task(RUN_TASK, str(batch.pk)), robust=True)


BATCH_STEPS = {
    "start": StepSpec(
        form=StartForm,
        effects=(fix_templates, settle_the_set, have_it_run),
        follows=gettext_lazy("The letters are made in the background. You can go on with other work."),
    ),
    "retry": StepSpec(
        effects=(try_failed_again, have_it_run),
        follows=gettext_lazy("Only what was not made yet is tried. What was made stays as it is."),
    ),
    "cancel": StepSpec(
        follows=gettext_lazy("No further letter is made. Letters that were made already stay."),
    ),
}
