"""The mails of casework: they name cases and dates, never what a complaint is about."""

from django.utils.translation import gettext_lazy as _

from documents.kinds import Field
from documents.mail_kinds import MailKind, register

DEADLINE_REMINDERS = register(
    MailKind(
        key="deadline_reminders",
        title=_("Reminders of dates"),
        fields=(
            Field("naam", _("who it is for"), "A. Jansen"),
            Field("dag", _("the day of the round"), "4 mei 2026"),
            Field(
                "regels", _("case, clock and date, one a line"), "K2026-00001 · Eerste contact · 6 mei 2026"
            ),
        ),
        needs=("regels",),
        subject=_("Dates of {dag}"),
        body=_(
            "Hello {naam},\n\n"
            "These dates ask for your attention:\n\n"
            "{regels}\n\n"
            "Open the office to see what must be done: the start page has them all.\n"
        ),
    )
)
