"""What a person wrote by hand in a letter, beside the words that the program made."""

from django.utils.translation import gettext as _

from backoffice.kit.refusals import Refused
from documents.kinds import kinds
from documents.models import EditedLetter, IssuedDocument
from documents.queries.subjects import subject_of
from documents.rendering import RenderingFailed, examine


def first_made(letter: IssuedDocument) -> IssuedDocument:
    """The letter as the program made it, and marked it; a final version carries the mark of that one. Queries."""
    edited = EditedLetter.objects.filter(final=letter).for_list().first()
    return first_made(edited.original) if edited else letter


def words_of(letter: IssuedDocument) -> str:
    """Everything that can be read in the letter. Raises Refused when it cannot be read now."""
    try:
        return examine(bytes(letter.content)).text
    except RenderingFailed as error:
        raise Refused(
            [_("The letter could not be read just now. Nothing was changed; try again in a while.")]
        ) from error


def refuse_what_may_not_be_added(letter: IssuedDocument, words: str) -> None:
    """Raises Refused when the owner of the subject minds what these words of an edited version add now. Queries."""
    kind = kinds.get(letter.kind)
    if reasons := kind.not_to_add(subject_of(letter), words_of(first_made(letter)), words):
        raise Refused([_("%(why)s Nothing was kept.") % {"why": reason} for reason in reasons])
