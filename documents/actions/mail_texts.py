"""Changing the words of a mail: who did so and what stood there before is kept."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from backoffice.kit import clock
from backoffice.kit.history import Category, record
from backoffice.kit.refusals import Refused
from documents.mail_kinds import mail_kinds
from documents.models import MailText


def keep_words(text: MailText, by: Any) -> None:
    """Keeps words that are fit for use. Opens a transaction. Raises Refused with every problem."""
    found = mail_kinds.get(text.kind).problems_in(text.words)
    if found:
        raise Refused([problem for problems in found.values() for problem in problems])
    _write(text, "changed", by)


def back_to_shipped(text: MailText, by: Any) -> None:
    """Mail of this kind says again what came with the program. Opens a transaction. Raises Refused."""
    if not text.is_own:
        raise Refused([_("This mail has the text that came with the program already. Nothing was changed.")])
    text.subject, text.body = "", ""
    _write(text, "back_to_shipped", by)


def _write(text: MailText, name: str, by: Any) -> None:
    with transaction.atomic():
        before = MailText.objects.select_for_update().filter(pk=text.pk).values("subject", "body").first()
        text.changed_by, text.changed_at = by, clock.now()
        text.save()
        record(text, name, by=by, category=Category.NOTE, answers={"before": before or {}})
