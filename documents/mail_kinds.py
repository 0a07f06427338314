"""The kinds of mail that exist. A mail says that something is ready, not what it says."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.kit.registry import Registry
from backoffice.kit.transitions import Text
from documents.kinds import Field
from documents.mail_words import fill, names_in, one_line, problems_in, problems_in_subject


@dataclass(frozen=True, slots=True)
class MailWords:
    """The words of a mail in one language, with `{name}` where a value comes."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class MailKind:
    """One kind of mail: the names it promises, and the words that come with the program.

    ``needs`` are the names without which the receiver cannot tell what the mail is about.
    """

    key: str
    title: Text
    fields: tuple[Field, ...]
    subject: Text
    body: Text
    needs: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the words may use."""
        return tuple(field.name for field in self.fields)

    @property
    def samples(self) -> Mapping[str, object]:
        """An invented value per name."""
        return {field.name: field.sample for field in self.fields}

    @property
    def shipped(self) -> MailWords:
        """The words that come with the program, in the active language."""
        return MailWords(str(self.subject), str(self.body))

    def problems_in(self, text: MailWords) -> dict[str, list[str]]:
        """Why words cannot be used for this kind, by field, each in a sentence that says how to mend it."""
        found = {
            "subject": [*problems_in_subject(text.subject), *problems_in(text.subject, self.names)],
            "body": [*problems_in(text.body, self.names), *self._lacking(text)],
        }
        return {field: problems for field, problems in found.items() if problems}

    def _lacking(self, text: MailWords) -> list[str]:
        if not text.body.strip():
            return [gettext("Write the text.")]
        used = names_in(text.subject) | names_in(text.body)
        return [
            gettext("Write {%(name)s} somewhere: without it nobody knows what the mail is about.")
            % {"name": name}
            for name in self.needs
            if name not in used
        ]

    def filled(self, text: MailWords, values: Mapping[str, object]) -> MailWords:
        """Words with these values. Raises `ValueError` when the values differ from those promised."""
        if set(values) != set(self.names):
            raise ValueError(f"{self.key}: needs {sorted(self.names)}, got {sorted(values)}")
        return MailWords(one_line(fill(text.subject, values)), fill(text.body, values))


mail_kinds: Registry[MailKind] = Registry("mail kinds")


def title_of(key: str) -> str:
    """What a kind is called in the reader's language; of one no longer registered, its key."""
    return str(mail_kinds.get(key).title) if key in mail_kinds else key


def register(kind: MailKind) -> MailKind:
    """Add a kind under its key."""
    return mail_kinds.register(kind.key, kind)


ABOUT_A_LETTER = (
    Field("kantoor", _("name of the office"), "Klachtenkantoor Zorg"),
    Field("telefoon", _("telephone number of the office"), "053 123 45 67"),
    Field("kenmerk", _("number of the case, or of the member with the name"), "K2026-00001"),
)

MESSAGE_READY = register(
    MailKind(
        key="message_ready",
        title=_("A message is ready"),
        fields=ABOUT_A_LETTER,
        needs=("kenmerk",),
        subject=_("A message is ready for you: {kenmerk}"),
        body=_(
            "Hello,\n\n"
            "There is a message for you. Its reference is {kenmerk}. To protect your privacy, it is not in this "
            "e-mail.\n"
            "You receive it by post, or you can ask us for it on {telefoon}.\n\n"
            "Kind regards,\n{kantoor}\n"
        ),
    )
)

LETTER_ATTACHED = register(
    MailKind(
        key="letter_attached",
        title=_("A letter is attached"),
        fields=ABOUT_A_LETTER,
        needs=("kenmerk",),
        subject=_("A letter for you: {kenmerk}"),
        body=_(
            "Hello,\n\n"
            "With this e-mail you receive a letter from us. Its reference is {kenmerk}. The letter is attached as a "
            "PDF.\n"
            "Do you have a question, or is this e-mail not for you? Call us on {telefoon}.\n\n"
            "Kind regards,\n{kantoor}\n"
        ),
    )
)
