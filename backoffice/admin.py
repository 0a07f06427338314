"""What the house itself shows: background tasks that failed, for the administrator, without what was in them."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_q.models import Failure
from django_q.tasks import async_task

from backoffice.kit.admin import OfficeAdmin


@admin.register(Failure)
class FailedTaskAdmin(OfficeAdmin):
    """Failed tasks: which and when. Arguments and results are left out, they may hold what is confidential."""

    list_display = ["func", "started", "stopped", "attempt_count"]
    fields = ["func", "started", "stopped", "attempt_count"]
    readonly_fields = ["func", "started", "stopped", "attempt_count"]
    ordering = ["-stopped"]
    actions = ["run_again"]
    empty_list_text = _("No task has failed. Letters and mails that wait are in their own lists.")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody makes a failure by hand."""
        return False

    @admin.action(description=_("Run again"), permissions=["change"])
    def run_again(self, request: HttpRequest, failures: Any) -> None:
        """Put the tasks back in the queue; every task of ours can be run twice without harm."""
        chosen = list(failures)
        for failure in chosen:
            async_task(failure.func, *(failure.args or ()), **(failure.kwargs or {}))
            failure.delete()
        words = ngettext("%(count)d task runs again.", "%(count)d tasks run again.", len(chosen))
        messages.success(request, words % {"count": len(chosen)})
