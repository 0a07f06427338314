"""What a person can do with a mail that did not get out, each on a page of its own with the reasons when it cannot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.kit.refusals import Refused, Text
from documents.actions import outbox
from documents.models import OutgoingMail
from documents.models.outgoing_mail import MailState


class ActForm(forms.Form):
    """What an act asks; of an unsure mail also that it did not arrive."""

    did_not_arrive = forms.BooleanField(
        label=_("I have asked or looked it up: this mail did not arrive"),
        help_text=_("Ask the receiver, or look in the log of the mail server. Else it may arrive twice."),
    )

    def __init__(self, *args: Any, mail: OutgoingMail, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if mail.state != MailState.UNSURE:
            del self.fields["did_not_arrive"]


class ElsewhereForm(ActForm):
    """The other address."""

    field_order = ("to", "did_not_arrive")
    to = forms.EmailField(
        label=_("Other e-mail address"), help_text=_("Mend the address with the case or the member too.")
    )


class AsideForm(forms.Form):
    """Why it need not go out."""

    reason = forms.CharField(
        label=_("Why need this mail not be sent any more?"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, mail: OutgoingMail, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its words, what it asks, when it cannot be done, and the action that does it."""

    label: Text
    follows: Text
    done: Text
    form: Callable[..., Any]
    reasons: Callable[[OutgoingMail, Any], list[str]]
    take: Callable[..., None]


ACTS: Mapping[str, Act] = {
    "again": Act(
        label=_("Try again now"),
        follows=_("The mail goes out within a minute, to the same address."),
        done=_("The mail is being sent again."),
        form=ActForm,
        reasons=lambda mail, _by: outbox.reasons_not_again(mail),
        take=outbox.send_again,
    ),
    "elsewhere": Act(
        label=_("Send to another address"),
        follows=_(
            "The mail goes out within a minute, to this address. The old address is kept in the history."
        ),
        done=_("The mail is being sent to the other address."),
        form=ElsewhereForm,
        reasons=lambda mail, by: outbox.reasons_not_elsewhere(mail, by),
        take=outbox.send_elsewhere,
    ),
    "aside": Act(
        label=_("Do not send any more"),
        follows=_("The mail is kept with the reason, and does not go out."),
        done=_("The mail was set aside and does not go out."),
        form=AsideForm,
        reasons=lambda mail, _by: outbox.reasons_not_aside(mail),
        take=outbox.set_aside,
    ),
}


@dataclass(frozen=True, slots=True)
class ActButton:
    """A button on the page of a mail, with the reasons when it cannot be used."""

    label: Text
    url: str
    reasons: tuple[str, ...]


class MailActsMixin:
    """The pages of the acts; what may be done, the actions decide."""

    act_template = "admin/documents/mail/act.html"
    object_views: Mapping[str, str] = {name: f"{name}_view" for name in ACTS}

    def again_view(self: Any, request: HttpRequest, obj: OutgoingMail) -> HttpResponse:
        """Put it back in the queue."""
        return self._act_page(request, obj, "again")

    def elsewhere_view(self: Any, request: HttpRequest, obj: OutgoingMail) -> HttpResponse:
        """Give it another address."""
        return self._act_page(request, obj, "elsewhere")

    def aside_view(self: Any, request: HttpRequest, obj: OutgoingMail) -> HttpResponse:
        """Keep it, and send it no more."""
        return self._act_page(request, obj, "aside")

    def act_buttons(self: Any, request: HttpRequest, obj: OutgoingMail) -> list[ActButton]:
        """What can be done with a mail, or why not. Queries."""
        if not self.has_change_permission(request, obj):
            return []
        return [
            ActButton(act.label, self.page_named(obj, name), tuple(act.reasons(obj, request.user)))
            for name, act in ACTS.items()
        ]

    def _act_page(self: Any, request: HttpRequest, obj: OutgoingMail, name: str) -> HttpResponse:
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        act, is_sent = ACTS[name], request.method == "POST"
        form = act.form(request.POST if is_sent else None, mail=obj)
        if is_sent and form.is_valid() and _taken(act, obj, request.user, form):
            messages.success(request, str(act.done))
            return HttpResponseRedirect(self.page_of(obj))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": obj,
            "title": act.label,
            "subtitle": str(obj),
            "act": act,
            "reasons": [] if is_sent else act.reasons(obj, request.user),
            "form": form,
            "back": self.page_of(obj),
        }
        return TemplateResponse(request, self.act_template, context, status=409 if form.errors else 200)


def _taken(act: Act, mail: OutgoingMail, by: Any, form: forms.Form) -> bool:
    try:
        act.take(mail, by=by, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, [*refused.reasons, gettext("Nothing was changed.")])
        return False
    return True
