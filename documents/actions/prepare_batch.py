"""Putting a batch together: which subjects of a list, which kind of letter, and who may make which."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from backoffice.kit.refusals import Refused
from backoffice.kit.transitions import perform
from documents.batch_subjects import in_pieces, why_not_allowed
from documents.kinds import DocumentKind, Missing, that_can_be_made
from documents.models import Batch, BatchItem
from documents.models.batch_item import ItemOutcome

MOST_LETTERS = 5_000
WRITTEN_AT_ONCE = 500
_page_keys = Signer(salt=__name__)


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of letter for a choice of subjects: about how many of them this user may make it."""

    kind: DocumentKind
    count: int


@dataclass(frozen=True, slots=True)
class Lacking:
    """A letter of a batch that cannot be made yet, and what it lacks, each with the page to fill it in."""

    item: BatchItem
    missing: list[Missing]


def kinds_about(model: type[models.Model]) -> list[DocumentKind]:
    """The kinds of letters about rows of this model that can be made now."""
    return [kind for kind in that_can_be_made().values() if kind.model_label == model._meta.label_lower]


def offers(subjects: models.QuerySet[Any], user: Any) -> list[Offer]:
    """The kinds that this user may make about at least one of the subjects. Queries. Raises Refused: too many."""
    chosen = _limited(subjects)
    counted: dict[Any, int] = {}
    found = []
    for kind in kinds_about(subjects.model):
        if kind.may_issue not in counted:
            counted[kind.may_issue] = sum(kind.may_issue(user, subject) for subject in chosen)
        found.append(Offer(kind, counted[kind.may_issue]))
    return [offer for offer in found if offer.count]


def page_key(seen: str) -> str:
    """What the page of a choice sends along, so that it makes one batch however often its button is pressed."""
    return _page_keys.sign(seen)


def prepare(kind: DocumentKind, subjects: models.QuerySet[Any], by: Any, *, key: str) -> Batch:
    """A batch that waits to be looked at and started; nothing is issued. Writes.

    ``key`` comes from `page_key`; a second time it gives the batch of the first time. Raises Refused when no page of
    ours sent it, when the choice is too large, or when this user may make none of the letters.
    """
    if kind not in kinds_about(subjects.model):
        raise Refused([_("This letter is not about these rows. Nothing was made.")])
    key = f"{by.pk}:{_seen(key)}"
    if earlier := Batch.objects.filter(key=key).first():
        return earlier
    chosen = _limited(subjects)
    try:
        return _written(kind, chosen, by, key)
    except IntegrityError:
        # The second of two clicks: the first one wrote the batch a moment earlier.
        return Batch.objects.get(key=key)


def lacking(batch: Batch, user: Any) -> list[Lacking]:
    """The letters of a batch that lack something now. Queries once per `AT_A_TIME` subjects."""
    found = []
    for item, subject in in_pieces(batch.letter, batch.items.visible_to(user).waiting(), user):
        if subject is not None and (missing := batch.letter.missing(subject)):
            found.append(Lacking(item, missing))
    return found


def clear_forgotten(batches: Iterable[Batch]) -> None:
    """Batches that nobody started are stopped, by the clock."""
    for batch in batches:
        perform(batch, "cancel", by=None)


def _limited(subjects: models.QuerySet[Any]) -> list[Any]:
    chosen = list(subjects[: MOST_LETTERS + 1])
    if len(chosen) > MOST_LETTERS:
        raise Refused(
            [
                _("At most %(most)d letters go in one batch. Choose fewer rows, for instance with a filter.")
                % {"most": MOST_LETTERS}
            ]
        )
    return chosen


def _seen(key: str) -> str:
    try:
        return _page_keys.unsign(key)
    except BadSignature as error:
        raise Refused(
            [_("This page is no longer valid. Nothing was made; choose again in the list.")]
        ) from error


@transaction.atomic
def _written(kind: DocumentKind, chosen: list[Any], by: Any, key: str) -> Batch:
    batch = Batch.objects.create(key=key, kind=kind.key, created_by=by, total=len(chosen))
    items = [_item(batch, position, subject, by) for position, subject in enumerate(chosen, start=1)]
    if all(item.outcome == ItemOutcome.REFUSED for item in items):
        raise Refused([_("You may make none of these letters. Nothing was made.")])
    BatchItem.objects.bulk_create(items, batch_size=WRITTEN_AT_ONCE)
    return batch


def _item(batch: Batch, position: int, subject: Any, by: Any) -> BatchItem:
    reason = why_not_allowed(batch.letter, subject, by)
    return BatchItem(
        batch=batch,
        position=position,
        subject_id=subject.pk,
        subject_name=str(subject)[:60],
        outcome=ItemOutcome.REFUSED if reason else ItemOutcome.WAITING,
        reason=reason,
    )
