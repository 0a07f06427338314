"""The kinds of letters that exist: apps register them, so documents need not know what a letter is about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from django.db import models

from backoffice.kit.refusals import Refused, Text
from backoffice.kit.registry import Registry
from documents.languages import Language
from documents.rendering.fields import described
from documents.rendering.formats import shown
from documents.rendering.shapes import shape_of


@dataclass(frozen=True, slots=True)
class Field:
    """A placeholder: its dotted name, what it means, and what it may look like.

    A name within a list is written `onderdelen[].tekst`; in the letter: `{% for onderdeel in onderdelen %}`.
    """

    name: str
    meaning: Text
    sample: Any

    @property
    def sample_in_words(self) -> str:
        """The sample as a letter shows it; of a list, its items."""
        values = self.sample if isinstance(self.sample, list) else [self.sample]
        return ", ".join(str(shown(value)) for value in values if not isinstance(value, dict))


@dataclass(frozen=True, slots=True)
class Missing:
    """Something the letter needs and the subject lacks, and the page where it can be filled in."""

    words: Text
    url: str = ""

    def __str__(self) -> str:
        return str(self.words)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a letter is for, and the language that they read."""

    name: str
    email: str = ""
    address: tuple[str, ...] = ()
    language: str = Language.DUTCH.value


def nothing_more(_subject: Any, _document: Any, _by: Any) -> None:
    """What follows from issuing when the app that owns the subject has nothing to add."""


def as_they_are(subjects: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The subjects of a kind whose letters need nothing that is fetched beforehand."""
    return subjects


def no_objection(_subject: Any, _to_what: Any) -> list[Text]:
    """The reasons against sending when the app that owns the subject has none."""
    return []


def anything(_subject: Any, _made: str, _edited: str) -> list[Text]:
    """What may not be written in a letter by hand when the app that owns the subject minds nothing."""
    return []


def no_letter(_subject: Any, _event_key: str) -> None:
    """Whose place an ordered letter takes when the app that owns the subject names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """One kind of letter.

    ``build_context`` makes plain data (text, numbers, dates, Decimal, lists, dicts) of the subject. ``find`` looks a
    subject up by its number and raises LookupError. ``visible_to`` gives the subjects whose letters a user may read.
    ``build_for_event`` does so for a letter that an event ordered (its key comes along), where the letter must say
    what was asked then. ``on_issued`` runs inside the transaction that stores the letter; ``on_many_issued`` does that
    for many at once (pairs of subject and letter). ``for_letters`` fetches, for many subjects at once, what `missing`
    and `build_context` ask of each. ``not_to_mail`` gives the reasons why nothing about the subject may be mailed to an
    address now; ``not_to_send`` those why a letter that was made (subject, letter) may not leave the house any more, in
    whatever way; ``on_mailed`` (subject, mail, user) runs inside the transaction that queues a mail about a letter.
    ``awaits`` says why letters of this kind cannot be made yet, although its template lives as any other; see
    `register_awaiting`. ``may_be_edited``: a person may edit the letter in Word and put it back; another person
    then makes it final: ``may_approve``, else whoever may issue. ``not_to_add`` (subject, the words as made, the words
    as edited) gives the reasons why what was written by hand may not stand in the letter. ``takes_place_of`` (subject,
    key of the event) gives the letter that the one which the event orders replaces, if any. May query.
    """

    key: str
    title: Text
    template: Path
    fields: tuple[Field, ...]
    build_context: Callable[[Any], Mapping[str, Any]]
    model_label: str
    find: Callable[[str], Any]
    visible_to: Callable[[Any], models.QuerySet[Any]]
    may_issue: Callable[[Any, Any], bool]
    missing: Callable[[Any], list[Missing]]
    recipient: Callable[[Any], Recipient]
    sample: Mapping[str, Any] | None = None
    build_for_event: Callable[[Any, str], Mapping[str, Any]] | None = None
    on_issued: Callable[[Any, Any, Any], None] = nothing_more
    on_many_issued: Callable[[Sequence[tuple[Any, Any]], Any], None] | None = None
    for_letters: Callable[[models.QuerySet[Any]], models.QuerySet[Any]] = as_they_are
    not_to_mail: Callable[[Any, str], list[Text]] = no_objection
    not_to_send: Callable[[Any, Any], list[Text]] = no_objection
    on_mailed: Callable[[Any, Any, Any], None] = nothing_more
    awaits: Text = ""
    may_be_edited: bool = False
    may_approve: Callable[[Any, Any], bool] | None = None
    not_to_add: Callable[[Any, str, str], list[Text]] = anything
    takes_place_of: Callable[[Any, str], Any] = no_letter

    def context(self, subject: Any, event_key: str = "") -> Mapping[str, Any]:
        """The values of the letter: as the event asked for them, or as things are now. Queries."""
        if event_key and self.build_for_event is not None:
            return self.build_for_event(subject, event_key)
        return self.build_context(subject)

    def lets_approve(self, user: Any, subject: Any) -> bool:
        """Whether this user may make final what somebody else edited. May query."""
        return (self.may_approve or self.may_issue)(user, subject)

    def note_issued(self, letters: Sequence[tuple[Any, Any]], by: Any) -> None:
        """What follows from issuing these letters, each with its subject. Writes, in the caller's transaction."""
        if self.on_many_issued is not None:
            self.on_many_issued(letters, by)
            return
        for subject, document in letters:
            self.on_issued(subject, document, by)

    @property
    def sample_context(self) -> Mapping[str, Any]:
        """A full set of invented values, for the check at upload and the preview."""
        if self.sample is not None:
            return self.sample
        example: Mapping[str, Any] = shape_of(described(self.fields)).example()
        return example


kinds: Registry[DocumentKind] = Registry("document kinds")


def register(kind: DocumentKind) -> DocumentKind:
    """Add a kind under its key."""
    return kinds.register(kind.key, kind)


def register_awaiting(
    key: str,
    title: Text,
    template: Path,
    *,
    fields: tuple[Field, ...],
    sample: Mapping[str, Any],
    awaits: Text,
    may_be_edited: bool = False,
) -> DocumentKind:
    """Add a kind whose data does not exist yet: it has a template; a letter is refused with ``awaits``."""

    def refuse(*_anything: Any) -> NoReturn:
        raise Refused([awaits])

    return register(
        DocumentKind(
            key=key,
            title=title,
            template=template,
            fields=fields,
            sample=sample,
            awaits=awaits,
            may_be_edited=may_be_edited,
            model_label="",
            find=refuse,
            build_context=refuse,
            visible_to=refuse,
            missing=refuse,
            recipient=refuse,
            may_issue=lambda _user, _subject: False,
        )
    )


def title_of(key: str, otherwise: str = "") -> str:
    """What a kind is called in the reader's language; of one no longer registered ``otherwise``, else its key."""
    return str(kinds.get(key).title) if key in kinds else otherwise or key


def that_can_be_made() -> dict[str, DocumentKind]:
    """The kinds of which letters can be made now, by key."""
    return {key: kind for key, kind in kinds.items() if not kind.awaits}


def sample_of(fields: tuple[Field, ...], **lists: list[Any]) -> dict[str, Any]:
    """The samples of the fields, with lists as long as they are in a real letter."""
    single = [field for field in fields if "[]" not in field.name]
    example: Mapping[str, Any] = shape_of(described(single)).example()
    return {**example, **lists}
