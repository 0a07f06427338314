"""Mail that has not certainly been sent, and what a person can do about it."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.kit.admin import OfficeAdmin
from backoffice.kit.transitions import Refused
from documents.actions.outbox import send_again
from documents.admin.filters import UnfinishedFirst
from documents.models import OutgoingMail
from documents.models.outgoing_mail import MailState

WHAT_TO_DO = {
    MailState.QUEUED: _("Nothing: it is sent by itself."),
    MailState.SENDING: _("Nothing: it is being sent."),
    MailState.SENT: "",
    MailState.SET_ASIDE: "",
    MailState.FAILED: _("Check the address with the case, mend the cause, and choose “Send again”."),
    MailState.UNSURE: _(
        "Ask the receiver, or look in the log of the mail server. Choose “Send again” only if it did not arrive."
    ),
}


@admin.register(OutgoingMail)
class OutgoingMailAdmin(OfficeAdmin):
    """The mail of the office; its text is not shown, and addresses only in part."""

    list_display = ("kind_title", "masked_to", "state", "what_to_do", "last_error", "attempts", "queued_at")
    list_filter = (UnfinishedFirst,)
    fields = (*list_display, "next_attempt_at", "sent_at", "message_id")
    readonly_fields = fields
    ordering = ("-queued_at",)
    actions = ("send_again_now",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without the texts."""
        return super().get_queryset(request).defer("subject_line", "body")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Mail comes from what happens."""
        return False

    @admin.display(description=_("mail"), ordering="kind")
    def kind_title(self, obj: OutgoingMail) -> str:
        """The mail's name."""
        return obj.kind_title

    @admin.display(description=_("to"))
    def masked_to(self, obj: OutgoingMail) -> str:
        """Enough of the address to recognise it."""
        return obj.masked_to

    @admin.display(description=_("what to do"))
    def what_to_do(self, obj: OutgoingMail) -> str:
        """One sentence for the person who looks."""
        return str(WHAT_TO_DO[MailState(obj.state)])

    @admin.action(description=_("Send again"), permissions=["change"])
    def send_again_now(self, request: HttpRequest, chosen: Any) -> None:
        """Each is decided by itself; what was sent stays sent."""
        queued = 0
        for mail in chosen:
            try:
                send_again(mail, request.user)
                queued += 1
            except Refused as refused:
                messages.warning(request, f"{mail}: {refused}")
        if queued:
            messages.success(request, gettext("%(count)d mails are being sent again.") % {"count": queued})
