"""How a template would look before it is used: with the sample of its kind, or with a case that the reader may see."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from backoffice.kit.refusals import Refused
from documents.kinds import DocumentKind, kinds
from documents.models import TemplateVersion
from documents.rendering import RenderingFailed, render


def may_choose_subject(kind: DocumentKind, user: Any) -> bool:
    """Whether this user sees anything that a letter of this kind can be about. Queries."""
    return not kind.awaits and kind.visible_to(user).exists()


def subject_for(kind: DocumentKind, number: str, user: Any) -> Any:
    """What has this number. Raises Refused alike for what does not exist and for what this user may not see."""
    hidden = Refused([_("There is nothing with number %(number)s that you may see.") % {"number": number}])
    if kind.awaits:
        raise Refused([kind.awaits])
    try:
        subject = kind.find(number)
    except LookupError as error:
        raise hidden from error
    if not kind.visible_to(user).filter(pk=subject.pk).exists():
        raise hidden
    return subject


def trial_letter(template: TemplateVersion, subject: Any = None, *, marked: bool = False) -> bytes:
    """The Word file that this version would make; nothing is stored. Raises Refused with what is in the way."""
    kind = kinds.get(template.kind)
    if subject is not None and (missing := kind.missing(subject)):
        raise Refused([_("Missing: %(what)s.") % {"what": one} for one in missing])
    values, language = _values(kind, subject, template.language), template.language
    try:
        return render(bytes(template.content), values, language=language, marked=marked)
    except RenderingFailed as error:
        raise Refused([str(problem) for problem in error.problems]) from error


def _values(kind: DocumentKind, subject: Any, language: str) -> Mapping[str, Any]:
    if subject is None:
        return kind.sample_context
    with override(language):
        return kind.context(subject)
