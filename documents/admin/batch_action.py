"""The list action “Make letters”: from any list of what letters can be about, also beyond the page that is shown."""

from typing import Any
from uuid import uuid4

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.kit.admin import OfficeAdmin
from backoffice.kit.refusals import Refused
from documents.actions.prepare_batch import kinds_about, offers, page_key, prepare

ACTION = "make_letters"
MAKES_BATCHES = "documents.change_batch"


class LetterBatches(OfficeAdmin):
    """The admin of a model that kinds of letters are about."""

    actions = (ACTION,)

    def has_letters_permission(self, request: HttpRequest) -> bool:
        """Whether this user makes batches at all and something can be written about these rows; asks no row."""
        return request.user.has_perm(MAKES_BATCHES) and bool(kinds_about(self.model))

    @admin.action(description=gettext_lazy("Make letters"), permissions=["letters"])
    def make_letters(self, request: HttpRequest, chosen: models.QuerySet[Any]) -> HttpResponse | None:
        """Which letter, and then the page where the batch is looked at and started."""
        try:
            if "kind" in request.POST:
                return _prepared(request, chosen)
            return _choose(self, request, chosen)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
            return None


def _prepared(request: HttpRequest, chosen: models.QuerySet[Any]) -> HttpResponse:
    kind = next((one for one in kinds_about(chosen.model) if one.key == request.POST["kind"]), None)
    if kind is None:
        raise Refused([_("This letter is not about these rows. Nothing was made.")])
    batch = prepare(kind, chosen, request.user, key=request.POST.get("key", ""))
    return HttpResponseRedirect(reverse("admin:documents_batch_change", args=[batch.pk]))


def _choose(model_admin: Any, request: HttpRequest, chosen: models.QuerySet[Any]) -> HttpResponse:
    offered = offers(chosen, request.user)
    if not offered:
        raise Refused([_("There is no letter that you may make about these rows.")])
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Make letters"),
        "offers": offered,
        "count": chosen.count(),
        "action": ACTION,
        "checkbox": ACTION_CHECKBOX_NAME,
        "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "select_across": request.POST.get("select_across", "0"),
        "key": page_key(uuid4().hex),
    }
    return TemplateResponse(request, "admin/documents/batch/choose.html", context)
