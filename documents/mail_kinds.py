"""The kinds of mail that exist. A mail says that something is ready, not what it says."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from backoffice.kit.registry import Registry
from backoffice.kit.transitions import Text
from documents.kinds import Field


@dataclass(frozen=True, slots=True)
class MailKind:
    """One kind of mail: the names it promises, and its words with `%(name)s` where they come."""

    key: str
    title: Text
    fields: tuple[Field, ...]
    subject: Text
    body: Text

    def words(self, context: Mapping[str, object]) -> tuple[str, str]:
        """Subject and body in the active language. Raises `ValueError` when the names differ from those promised."""
        promised = {field.name for field in self.fields}
        if set(context) != promised:
            raise ValueError(f"{self.key}: needs {sorted(promised)}, got {sorted(context)}")
        return str(self.subject) % context, str(self.body) % context


mail_kinds: Registry[MailKind] = Registry("mail kinds")


def register(kind: MailKind) -> MailKind:
    """Add a kind under its key."""
    return mail_kinds.register(kind.key, kind)


MESSAGE_READY = register(
    MailKind(
        key="message_ready",
        title=_("A message is ready"),
        fields=(
            Field("office", _("name of the office"), "Klachtenkantoor Zorg"),
            Field("phone", _("telephone number of the office"), "053 123 45 67"),
            Field("number", _("case number"), "K2026-00001"),
        ),
        subject=_("A message about case %(number)s is ready"),
        body=_(
            "Hello,\n\n"
            "There is a message for you about case %(number)s. To protect your privacy, it is not in this e-mail.\n"
            "You receive it by post, or you can ask us for it on %(phone)s.\n\n"
            "Kind regards,\n%(office)s\n"
        ),
    )
)
