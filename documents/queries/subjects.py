"""Which letters belong to the subjects a user may see; each kind's owner says which subjects those are."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext as _

from documents.kinds import that_can_be_made


def about_visible_subjects(user: Any, *, kind: str = "kind") -> Q:
    """The condition on ``kind`` (its field) and `subject_id`; nothing when the user may see no subject of any kind."""
    groups: dict[Callable[[Any], Any], list[str]] = {}
    for one in that_can_be_made().values():
        groups.setdefault(one.visible_to, []).append(one.key)
    found = Q(pk__in=[])
    for visible_to, keys in groups.items():
        found |= Q(**{f"{kind}__in": keys}, subject_id__in=visible_to(user).values("pk"))
    return found


def named_visible_subjects(user: Any) -> Q:
    """The condition on `model_label` and `subject_id`, for what is about a subject but is no letter."""
    pairs = {(kind.model_label, kind.visible_to) for kind in that_can_be_made().values()}
    found = Q(pk__in=[])
    for model_label, visible_to in pairs:
        found |= Q(model_label=model_label, subject_id__in=visible_to(user).values("pk"))
    return found


def subject_of(row: Any) -> Any:
    """What a letter or an order of one is about. Raises LookupError when it is gone. Queries."""
    model = apps.get_model(row.model_label)
    try:
        return model._base_manager.get(pk=row.subject_id)
    except model.DoesNotExist as error:
        raise LookupError(_("What this letter is about no longer exists.")) from error
