"""The page from which an issued letter is mailed: to whom, in which words, and whether the letter goes along."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.audit.actions import log
from backoffice.audit.models import Action
from backoffice.kit.refusals import Refused
from documents.actions.mail import send_letter
from documents.actions.mail_offer import MailOffer, offer_of
from documents.models import IssuedDocument, OutgoingMail
from documents.models.outgoing_mail import MailState

READY, ATTACHED = "ready", "attached"
CHOICES = (
    (READY, gettext_lazy("Only that something is ready")),
    (ATTACHED, gettext_lazy("Attach the letter as PDF")),
)
FROM = "from"  # in the address of the page: who asked comes from the page of the subject and goes back there


class SendForm(forms.Form):
    """What goes out, and after which earlier mail when it goes out once more."""

    what = forms.ChoiceField(
        label=gettext_lazy("What goes out by e-mail?"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        initial=READY,
    )
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)

    @property
    def attaches(self) -> bool:
        """Whether the letter itself goes along; only after `is_valid`."""
        return bool(self.cleaned_data["what"] == ATTACHED)


class SendLetterMixin:
    """A page of an issued letter; who may send it, and whereto, the action decides."""

    send_template = "admin/documents/issued/send.html"

    def send_view(self: Any, request: HttpRequest, obj: IssuedDocument) -> HttpResponse:
        """Ask what goes out, or queue it."""
        form = SendForm(request.POST if request.method == "POST" else None)
        back = self._page_before(request, obj)
        if request.method == "POST" and form.is_valid():
            _tell_outcome(request, obj, form)
            return HttpResponseRedirect(back)
        log(Action.READ, by=request.user, subject=obj, request=request)
        offer = offer_of(obj, request.user)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": obj,
            "title": _("Send once more") if offer.after else _("Send"),
            "subtitle": str(obj),
            "back": back,
            **offered(offer, form),
            "mails": mails_about(obj, request.user),
        }
        return TemplateResponse(request, self.send_template, context, status=_status(form, offer))

    def _page_before(self: Any, request: HttpRequest, letter: IssuedDocument) -> str:
        page: str = self.page_of(letter)
        if request.GET.get(FROM) != "subject":
            return page
        try:
            return reverse(f"admin:{letter.model_label.replace('.', '_')}_change", args=[letter.subject_id])
        except NoReverseMatch:
            return page


def _status(form: SendForm, offer: MailOffer) -> int:
    """An answer to a form that could not have been carried out anyhow is a refusal, whatever was typed."""
    if not form.errors:
        return 200
    return 409 if offer.reasons else 422


def offered(offer: MailOffer, form: forms.Form) -> dict[str, Any]:
    """What the choice between the two mails shows."""
    chosen = form["what"].value()
    return {
        "offer": offer,
        "send_form": form,
        "chosen": chosen if chosen in (READY, ATTACHED) else READY,
        "ready": READY,
        "attached": ATTACHED,
    }


def mails_about(letter: IssuedDocument, user: Any) -> list[OutgoingMail]:
    """The mails about a letter that this user may see, the newest first. Queries."""
    return list(OutgoingMail.objects.visible_to(user).about(letter).for_list())


def tell_queued(request: HttpRequest, mail: OutgoingMail, made: str = "") -> None:
    """Says that a mail waits to go out, or that it was out already."""
    if mail.state != MailState.QUEUED:
        state = {"state": mail.get_state_display().lower()}
        messages.info(request, _("This mail was queued before (%(state)s). Nothing more was queued.") % state)
        return
    words = _("The mail to %(to)s is queued; it goes out by itself.") % {"to": mail.to}
    messages.success(request, f"{made} {words}".strip())


def tell_refused(request: HttpRequest, refused: Refused, kept: str) -> None:
    """Says why not, and that nothing happened."""
    messages.error(request, " ".join([*refused.reasons, kept]))


def _tell_outcome(request: HttpRequest, letter: IssuedDocument, form: SendForm) -> None:
    try:
        after = _earlier(letter, form.cleaned_data["after"])
        mail = send_letter(letter, by=request.user, attach=form.attaches, after=after)
    except Refused as refused:
        tell_refused(request, refused, _("Nothing was queued."))
    else:
        tell_queued(request, mail)


def _earlier(letter: IssuedDocument, pk: Any) -> OutgoingMail | None:
    """The mail that the page named. Raises Refused when it is about another letter."""
    if pk is None:
        return None
    mail = OutgoingMail.objects.about(letter).for_list().filter(pk=pk).first()
    if mail is None:
        raise Refused([_("This page is no longer valid; open it again.")])
    return mail
