"""The page where an edited version of a letter is put back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.kit.refusals import Refused
from documents.actions.hand_work import put_back, why_not_by_hand
from documents.admin.template_forms import WordFileField, content_of
from documents.models import EditedLetter, IssuedDocument


class EditedForm(forms.Form):
    """The edited file, and what the colleague who approves it must know."""

    file = WordFileField(
        label=gettext_lazy("Edited Word file"),
        help_text=gettext_lazy("The letter that you opened in Word, saved as a Word document (.docx)."),
    )
    note = forms.CharField(
        label=gettext_lazy("What did you change?"),
        max_length=200,
        help_text=gettext_lazy("The colleague who approves it reads this."),
    )


class HandWorkMixin:
    """A page of an issued letter; which letters may be edited, and by whom, the action decides."""

    edited_template = "admin/documents/issued/put_back.html"

    def edited_view(self: Any, request: HttpRequest, obj: IssuedDocument) -> HttpResponse:
        """Ask for the edited file, or keep it for approval."""
        page = self.page_of(obj)
        if reasons := why_not_by_hand(obj, request.user):
            for reason in reasons:
                messages.error(request, reason)
            return HttpResponseRedirect(page)
        form = EditedForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid() and (edited := _kept(request, obj, form)):
            messages.success(request, _("The edited version was kept. A colleague must approve it."))
            return HttpResponseRedirect(reverse("admin:documents_editedletter_change", args=[edited.pk]))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": obj,
            "title": _("Put back an edited version"),
            "subtitle": str(obj),
            "form": form,
            "back": page,
        }
        return TemplateResponse(request, self.edited_template, context, status=422 if form.errors else 200)


def _kept(request: HttpRequest, letter: IssuedDocument, form: EditedForm) -> EditedLetter | None:
    file, note = form.cleaned_data["file"], form.cleaned_data["note"]
    try:
        return put_back(letter, content_of(file), file_name=file.name, by=request.user, note=note)
    except Refused as refused:
        form.add_error("file", list(refused.reasons))
        return None
