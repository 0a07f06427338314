"""What the steps of an edited letter ask and cause: four eyes, and a new letter in place of the one that was made."""

import hashlib
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from backoffice.kit.transitions import Refused, StepForm, StepSpec, StepTaken, Text
from documents.hand_words import refuse_what_may_not_be_added, words_of
from documents.kinds import kinds
from documents.models import EditedLetter, IssuedDocument
from documents.models.issued_document import BY_HAND
from documents.queries.subjects import subject_of


def four_eyes(edited: EditedLetter, by: Any) -> Text:
    """The one who put a version back does not approve it, nor does a job."""
    if by is None or edited.uploaded_by_id == by.pk:
        return _("You put this version back yourself. Ask a colleague to approve it.")
    return ""


class SendBackForm(StepForm):
    """What must be different."""

    reason = forms.CharField(label=_("What must be different?"), max_length=200)


def make_final(taken: StepTaken) -> None:
    """The edited version becomes the letter; the one that was made stays and says by which it was replaced.

    Raises Refused when another version took that place in the same moment, when the file is not the one that was
    kept, or when it holds what may no longer stand in the letter.
    """
    edited: EditedLetter = taken.subject
    document = _final_letter(edited)
    refuse_what_may_not_be_added(edited.original, words_of(document))
    try:
        with transaction.atomic():
            document.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            [gettext("A newer version of this letter was made in the meantime. Edit that one.")]
        ) from error
    kinds.get(document.kind).note_issued([(subject_of(document), document)], taken.by)
    edited.final, edited.approved_by, edited.approved_at = document, taken.by, clock.now()
    edited.save(update_fields=["final", "approved_by", "approved_at"])


def _final_letter(edited: EditedLetter) -> IssuedDocument:
    original, content = edited.original, bytes(edited.content)
    if hashlib.sha256(content).hexdigest() != edited.sha256:
        raise Refused([gettext("The file is not the one that was put back. Put it back again.")])
    return IssuedDocument(
        key=f"{BY_HAND}{edited.pk}",
        kind=original.kind,
        template_version=original.template_version,
        model_label=original.model_label,
        subject_id=original.subject_id,
        subject_name=original.subject_name,
        title=original.title,
        content=content,
        sha256=edited.sha256,
        data=original.data,
        issued_by=edited.uploaded_by,
        issued_at=clock.now(),
        supersedes=original,
    )


EDITED_STEPS = {
    "approve": StepSpec(
        objections=(four_eyes,),
        effects=(make_final,),
        follows=_(
            "From now on this is the letter. The letter as it was made stays, with its own fingerprint."
        ),
    ),
    "refuse": StepSpec(
        form=SendBackForm,
        follows=_("The letter stays as it was made. Whoever edited it can put back another version."),
    ),
}
