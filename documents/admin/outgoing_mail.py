"""Mail that has not certainly been sent: where it stands, what it says to who may read it, and what can be done."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.roles import Role
from backoffice.audit.actions import log
from backoffice.audit.models import Action
from backoffice.kit import clock
from backoffice.kit.admin import OfficeAdmin
from backoffice.kit.encryption import CannotDecrypt
from backoffice.kit.transitions import Refused
from documents.actions.outbox import send_again
from documents.admin.filters import UnfinishedFirst
from documents.admin.mail_acts import MailActsMixin
from documents.admin.mail_history import told
from documents.mail_kinds import MailWords
from documents.models import IssuedDocument, OutgoingMail
from documents.models.outgoing_mail import MailState

WHAT_TO_DO = {
    MailState.QUEUED: _("Nothing: it is sent by itself."),
    MailState.SENDING: _("Nothing: it is being sent."),
    MailState.SENT: "",
    MailState.SET_ASIDE: "",
    MailState.FAILED: _("Check the address and mend the cause. Then try again, or choose another address."),
    MailState.UNSURE: _(
        "Ask the receiver, or look in the log of the mail server. Send it again only if it did not arrive."
    ),
}


@admin.register(OutgoingMail)
class OutgoingMailAdmin(MailActsMixin, OfficeAdmin):
    """The mail of the office. Who may not see what a mail is about sees that it waits, and not what it says."""

    change_form_template = "admin/documents/mail/change_form.html"
    list_display = (
        "kind_title",
        "subject_name",
        "masked_to",
        "state_shown",
        "next_try",
        "queued_at",
    )
    list_filter = (UnfinishedFirst,)
    empty_list_text = _("No mail waits. Mail that was sent is under “State”.")
    fields = ("last_error", "next_try", "attempts", "queued_at", "sent_at", "message_id")
    readonly_fields = fields
    ordering = ("-queued_at",)
    actions = ("send_again_now",)

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Administrators look after all mail and need not know which cases there are."""
        user: Any = request.user
        hidden = {"subject_name"} if user.has_role(Role.ADMINISTRATOR) else set()
        return tuple(name for name in self.list_display if name not in hidden)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without the texts."""
        return super().get_queryset(request).defer("subject_line", "body")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Mail comes from what happens."""
        return False

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """The page of one mail; whoever gets its words has read them."""
        if obj is not None:
            context |= self._mail_context(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _mail_context(self, request: HttpRequest, mail: OutgoingMail) -> dict[str, Any]:
        is_open = OutgoingMail.objects.understood_by(request.user).filter(pk=mail.pk).exists()
        if is_open:
            log(Action.READ, by=request.user, subject=mail, request=request)
        return {
            "show_save": False,
            "show_save_and_continue": False,
            "mail": mail,
            "what_to_do": WHAT_TO_DO[MailState(mail.state)],
            "buttons": self.act_buttons(request, mail),
            "is_open": is_open,
            "words": _words_of(mail) if is_open else None,
            "letter": _letter_of(mail, request.user),
            "history": told(mail, is_open=is_open),
        }

    # --- displays -------------------------------------------------------------------------------------------------

    @admin.display(description=_("mail"), ordering="kind")
    def kind_title(self, obj: OutgoingMail) -> str:
        """The mail's name."""
        return obj.kind_title

    @admin.display(description=_("to"))
    def masked_to(self, obj: OutgoingMail) -> str:
        """Enough of the address to recognise it."""
        return obj.masked_to

    @admin.display(description=_("state"), ordering="state")
    def state_shown(self, obj: OutgoingMail) -> str:
        """In words, and in colour when a person must look; with the last answer and what to do."""
        level = " words-late" if obj.is_stuck else " words-soon" if obj.is_underway else ""
        return format_html(
            '<span class="words{}">{}</span><br>{} <span class="quiet">{}</span>',
            level,
            obj.get_state_display(),
            obj.last_error,
            WHAT_TO_DO[MailState(obj.state)],
        )

    @admin.display(description=_("next attempt"), ordering="next_attempt_at")
    def next_try(self, obj: OutgoingMail) -> str:
        """When it is tried again by itself; of other mail nothing."""
        if obj.state != MailState.QUEUED:
            return "–"
        if obj.next_attempt_at <= clock.now():
            return gettext("within a minute")
        at = localtime(obj.next_attempt_at)
        return f"{date_format(at, 'MONTH_DAY_FORMAT')} {at:%H:%M}"

    # --- many at once ---------------------------------------------------------------------------------------------

    @admin.action(description=_("Try again now"), permissions=["change"])
    def send_again_now(self, request: HttpRequest, chosen: Any) -> None:
        """Each is decided by itself: what was sent stays sent, and an unsure one is asked about on its own page."""
        queued, kept = 0, gettext("Nothing was changed.")
        for mail in chosen:
            try:
                send_again(mail, request.user)
                queued += 1
            except Refused as refused:
                messages.warning(request, f"{mail}: {refused} {kept}")
        if queued:
            words = ngettext(
                "%(count)d mail is being sent again.", "%(count)d mails are being sent again.", queued
            )
            messages.success(request, words % {"count": queued})


def _words_of(mail: OutgoingMail) -> MailWords | None:
    """What the mail says; nothing when it cannot be decrypted."""
    try:
        return MailWords(str(mail.subject_line), str(mail.body))
    except CannotDecrypt:
        return None


def _letter_of(mail: OutgoingMail, user: Any) -> IssuedDocument | None:
    """The letter that the mail speaks of, for who may see it. Queries."""
    if mail.document_id is None:
        return None
    return IssuedDocument.objects.visible_to(user).filter(pk=mail.document_id).for_list().first()
