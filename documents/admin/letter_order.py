"""Letters that were ordered and could not be made yet, with the reason."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.kit.admin import OfficeAdmin
from documents.actions.issue import try_again
from documents.admin.filters import WaitingFirst
from documents.models import LetterOrder


@admin.register(LetterOrder)
class LetterOrderAdmin(OfficeAdmin):
    """What the worker still has to make."""

    list_display = ("kind_title", "subject_name", "ordered_at", "attempts", "last_error", "next_attempt_at")
    list_filter = (WaitingFirst,)
    empty_list_text = _("No letter waits. Letters that were made are under “Letter”.")
    fields = (*list_display, "ordered_by", "document")
    readonly_fields = fields
    ordering = ("ordered_at",)
    actions = ("try_now",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Orders come from steps."""
        return False

    @admin.display(description=_("letter"), ordering="kind")
    def kind_title(self, obj: LetterOrder) -> str:
        """The letter's name."""
        return obj.kind_title

    @admin.action(description=_("Try again now"), permissions=["change"])
    def try_now(self, request: HttpRequest, chosen: Any) -> None:
        """After what was missing has been filled in."""
        for order in chosen:
            try_again(order)
        messages.success(request, gettext("The chosen letters are being made; look again in a minute."))
