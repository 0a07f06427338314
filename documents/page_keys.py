"""The key of a letter that is made from a page: signed by us, so that a page speaks for its own letter only."""

from typing import Any

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from backoffice.kit.refusals import Refused


def signed_key(kind_key: str, subject: Any, seen: str) -> str:
    """What the page sends along; ``seen`` is what the person looks at, so one look makes one letter."""
    return _signer(kind_key, subject).sign(seen)


def key_of_page(kind_key: str, subject: Any, sent: str) -> str:
    """The key under which the letter is kept. Raises Refused when no page of ours sent this."""
    try:
        seen = _signer(kind_key, subject).unsign(sent)
    except BadSignature as error:
        raise Refused([_("This page is no longer valid. Nothing was made; open the page again.")]) from error
    return f"by-hand:{subject.pk}:{kind_key}:{seen}"


def _signer(kind_key: str, subject: Any) -> Signer:
    return Signer(salt=f"{__name__}:{kind_key}:{subject._meta.label_lower}:{subject.pk}")
