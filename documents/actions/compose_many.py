"""Many letters of one kind at once: what they share is fetched once, and one that fails does not stop the others."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from backoffice.kit.refusals import Refused
from documents.actions.issue import OWN_TROUBLE, Composed, in_trouble
from documents.batch_subjects import subjects_by_key, what_is_missing, why_not_allowed
from documents.kinds import DocumentKind
from documents.languages import Language
from documents.models import BatchItem, TemplateVersion
from documents.rendering import RenderingFailed, render, render_many

logger = logging.getLogger(__name__)

Templates = Mapping[str, TemplateVersion]  # by language
Result = bytes | Exception


@dataclass(frozen=True, slots=True)
class Tried:
    """One letter of a batch as it was tried: composed, or the reason why not."""

    item: BatchItem
    composed: Composed | None = None
    reason: str = ""


def try_all(kind: DocumentKind, items: Sequence[BatchItem], templates: Templates, user: Any) -> list[Tried]:
    """Each item's letter in the name of this user, with these templates, as things are now. Queries, writes nothing."""
    subjects = subjects_by_key(kind, (item.subject_id for item in items), user)
    filled_in = [_filled_in(kind, item, subjects.get(item.subject_id), templates, user) for item in items]
    return [*_rendered([one for one in filled_in if one.composed]), *(one for one in filled_in if one.reason)]


def _filled_in(
    kind: DocumentKind, item: BatchItem, subject: Any | None, templates: Templates, user: Any
) -> Tried:
    """The item with the values of its letter, which is not rendered yet."""
    try:
        if reason := why_not_allowed(kind, subject, user) or what_is_missing(kind.missing(subject)):
            return Tried(item, reason=reason)
        template = _template_for(kind.recipient(subject).language, templates)
        with override(template.language):
            return Tried(item, Composed(kind, subject, template, b"", kind.context(subject)))
    except (Refused, LookupError) as refused:
        return Tried(item, reason=str(refused))
    except OWN_TROUBLE as error:
        return _troubled(item, error)


def _template_for(language: str, templates: Templates) -> TemplateVersion:
    found = templates.get(language) or templates.get(Language.DUTCH)
    if found is None:
        raise Refused([_("There is no template in use in Dutch. Ask the administrator.")])
    return found


def _rendered(filled_in: Iterable[Tried]) -> list[Tried]:
    by_template: dict[TemplateVersion, list[tuple[BatchItem, Composed]]] = {}
    for one in filled_in:
        if one.composed:
            by_template.setdefault(one.composed.template, []).append((one.item, one.composed))
    return [made for template, group in by_template.items() for made in _with_template(template, group)]


def _with_template(template: TemplateVersion, group: Sequence[tuple[BatchItem, Composed]]) -> list[Tried]:
    source, values = bytes(template.content), [composed.data for _item, composed in group]
    try:
        results: list[Result] = list(render_many(source, values, language=template.language))
    except OWN_TROUBLE:
        # One of them holds what no letter can hold; which one, is found out one by one.
        results = [_alone(source, one, template.language) for one in values]
    return [_told(item, composed, result) for (item, composed), result in zip(group, results, strict=True)]


def _alone(source: bytes, values: Mapping[str, Any], language: str) -> Result:
    try:
        return render(source, values, language=language)
    except (RenderingFailed, *OWN_TROUBLE) as error:
        return error


def _told(item: BatchItem, composed: Composed, result: Result) -> Tried:
    if isinstance(result, bytes):
        return Tried(item, replace(composed, content=result))
    if isinstance(result, RenderingFailed):
        return Tried(item, reason=" ".join(str(problem) for problem in result.problems))
    return _troubled(item, result)


def _troubled(item: BatchItem, error: Exception) -> Tried:
    logger.error("Letter %s of a batch was not made: %s.", item.pk, type(error).__name__)
    return Tried(item, reason=in_trouble(error))
