"""The words that a kind of mail goes out with: the office's own when they are fit for use, else the shipped ones."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import override

from documents.mail_kinds import MailKind, MailWords
from documents.models.mail_text import MailText

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WordsInUse:
    """The words, and whether they stand in for words of the office that cannot be used."""

    words: MailWords
    is_fallback: bool = False


def words_in_use(kind: MailKind, language: str = "") -> WordsInUse:
    """What mail of this kind says in this language (the office's when it is not given). Queries.

    Mail is never held up by its words: what cannot be used is left out, noted in the log, on the mail itself and on
    the start page of the administrator.
    """
    wanted = language or settings.LANGUAGE_CODE
    own = MailText.objects.own().filter(kind=kind.key, language=wanted).first()
    if own is None:
        return WordsInUse(shipped_words(kind, wanted))
    if own.problems:
        logger.error("The office's words for mail %s (%s) cannot be used.", kind.key, wanted)
        return WordsInUse(shipped_words(kind, wanted), is_fallback=True)
    return WordsInUse(own.words)


def shipped_words(kind: MailKind, language: str) -> MailWords:
    """The words that come with the program, in a language."""
    with override(language):
        return kind.shipped
