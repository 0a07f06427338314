"""What the start page shows of letters and mail: what waits for an approval, and what did not get out."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.accounts.roles import Role
from backoffice.kit.panels import SHOWN, Fact, Panel, PanelData, PanelItem, register
from documents.lifecycles.batch import LettersState
from documents.lifecycles.edited_letter import EditedState
from documents.lifecycles.template_version import TemplateState
from documents.models import Batch, EditedLetter, LetterOrder, MailText, OutgoingMail, TemplateVersion
from documents.models.outgoing_mail import IN_TROUBLE

LOOKED_AT = 50  # edited letters that are looked at for one page


def templates_to_approve(user: Any, _today: date) -> PanelData:
    """Those that were offered; one's own are shown too, but somebody else must approve those."""
    drafts = TemplateVersion.objects.visible_to(user).offered().order_by("uploaded_at")
    return PanelData(
        count=drafts.count(),
        url=f"{reverse('admin:documents_templateversion_changelist')}?state__exact={TemplateState.OFFERED}",
        items=[_draft(template, user) for template in drafts.for_list()[:SHOWN]],
        empty=gettext_lazy("No template waits for approval."),
    )


def edited_letters(user: Any, _today: date) -> PanelData:
    """Edited versions of letters that this user can make final: put back by a colleague."""
    waiting = (
        EditedLetter.objects.visible_to(user).offered().exclude(uploaded_by=user).order_by("uploaded_at")
    )
    theirs = [one for one in waiting.for_list()[:LOOKED_AT] if one.may_be_judged_by(user)]
    return PanelData(
        count=len(theirs),
        url=f"{reverse('admin:documents_editedletter_changelist')}?state__exact={EditedState.OFFERED}",
        items=[_edited(one) for one in theirs[:SHOWN]],
        empty=gettext_lazy("No edited letter waits for your approval."),
    )


def _edited(edited: EditedLetter) -> PanelItem:
    return PanelItem(
        title=str(edited),
        url=reverse("admin:documents_editedletter_change", args=[edited.pk]),
        detail=_("edited by %(name)s") % {"name": edited.uploaded_by},
        action=_("Look and approve"),
    )


def stuck_mail(user: Any, _today: date) -> PanelData:
    """Mails that failed, that were tried in vain, or of which nobody knows whether they arrived."""
    mails = OutgoingMail.objects.visible_to(user).in_trouble().order_by("-queued_at")
    return PanelData(
        count=mails.count(),
        url=_troubled_mail(),
        items=[_mail(mail) for mail in mails.defer("subject_line", "body")[:SHOWN]],
        empty=gettext_lazy("All mail has been sent."),
    )


def unusable_mail_texts(_user: Any, _today: date) -> PanelData:
    """Words of the office that no longer fit their mail: the shipped ones go out until somebody mends them."""
    unfit = [text for text in MailText.objects.own() if text.problems]
    return PanelData(
        count=len(unfit),
        url=reverse("admin:documents_mailtext_changelist"),
        items=[_unfit(text) for text in unfit[:SHOWN]],
        empty=gettext_lazy("All mail texts can be used."),
    )


def _unfit(text: MailText) -> PanelItem:
    return PanelItem(
        title=str(text),
        url=reverse("admin:documents_mailtext_change", args=[text.pk]),
        words=_("cannot be used; the shipped text goes out"),
        level="late",
        action=_("Mend the text"),
    )


def letters_and_mail(user: Any, _today: date) -> PanelData:
    """What did not get out of the house by itself: mail that failed or is unsure, letters that could not be made."""
    mails = OutgoingMail.objects.visible_to(user).in_trouble().count()
    letters = LetterOrder.objects.visible_to(user).waiting().exclude(last_error="").count()
    letter_page = reverse("admin:documents_letterorder_changelist")
    facts = (
        Fact(_("mail that failed or is unsure"), mails, _troubled_mail()),
        Fact(_("letters that could not be made yet"), letters, letter_page),
    )
    return PanelData(
        count=mails + letters,
        facts=[fact for fact in facts if fact.value],
        empty=gettext_lazy("All letters were made and all mail has been sent."),
    )


def _troubled_mail() -> str:
    return f"{reverse('admin:documents_outgoingmail_changelist')}?state={IN_TROUBLE}"


def batches(user: Any, _today: date) -> PanelData:
    """This user's batches of letters that are being made, or of which some letters failed."""
    rows = Batch.objects.visible_to(user).filter(created_by=user).asking_attention().order_by("-created_at")
    return PanelData(
        count=rows.count(),
        url=reverse("admin:documents_batch_changelist"),
        items=[_batch(batch) for batch in rows[:SHOWN]],
        empty=gettext_lazy("No batch of letters is being made."),
    )


def _batch(batch: Batch) -> PanelItem:
    is_running = batch.state == LettersState.RUNNING
    done = _("%(made)s of %(total)s letters made") % {"made": batch.made, "total": batch.total}
    return PanelItem(
        title=batch.kind_title,
        url=reverse("admin:documents_batch_change", args=[batch.pk]),
        detail=done,
        words=batch.get_state_display(),
        level="soon" if is_running else "late",
        action="" if is_running else _("Look and try again"),
    )


def _draft(template: TemplateVersion, user: Any) -> PanelItem:
    page = reverse("admin:documents_templateversion_change", args=[template.pk])
    is_own = template.uploaded_by == user
    return PanelItem(
        title=str(template),
        url=page,
        detail=_("uploaded by %(name)s") % {"name": template.uploaded_by} if template.uploaded_by else "",
        words=_("somebody else must approve this one") if is_own else "",
        action="" if is_own else _("Look and approve"),
    )


def _mail(mail: OutgoingMail) -> PanelItem:
    """A card; of one that is still tried, when that happens next."""
    words = (
        mail.get_state_display() if mail.is_stuck else _("tried %(times)s times") % {"times": mail.attempts}
    )
    return PanelItem(
        title=str(mail.kind_title),
        url=reverse("admin:documents_outgoingmail_change", args=[mail.pk]),
        detail=mail.masked_to,
        words=words,
        level="late" if mail.is_stuck else "soon",
        action=_("Look and decide") if mail.is_stuck else "",
    )


register(
    Panel(
        key="templates_to_approve",
        title=gettext_lazy("Templates to approve"),
        roles=frozenset({Role.ADMINISTRATOR.value}),
        order=60,
        build=templates_to_approve,
        level="soon",
    )
)
register(
    Panel(
        key="edited_letters",
        title=gettext_lazy("Edited letters to approve"),
        roles=frozenset({Role.COORDINATOR.value, Role.OFFICER.value, Role.SECRETARY.value}),
        order=65,
        build=edited_letters,
        lane=False,
        level="soon",
    )
)
register(
    Panel(
        key="stuck_mail",
        title=gettext_lazy("Mail that did not get out"),
        # Coordinators and officers have it in `letters_and_mail`.
        roles=frozenset({Role.ADMINISTRATOR.value, Role.SECRETARY.value, Role.FINANCE.value}),
        order=70,
        build=stuck_mail,
        level="late",
    )
)
register(
    Panel(
        key="unusable_mail_texts",
        title=gettext_lazy("Mail texts that cannot be used"),
        roles=frozenset({Role.ADMINISTRATOR.value}),
        order=85,
        build=unusable_mail_texts,
        lane=False,
        level="late",
    )
)
register(
    Panel(
        key="letters_and_mail",
        title=gettext_lazy("Letters and mail"),
        roles=frozenset({Role.COORDINATOR.value, Role.OFFICER.value}),
        order=80,
        build=letters_and_mail,
        lane=False,
        level="late",
    )
)
register(
    Panel(
        key="letter_batches",
        title=gettext_lazy("Batches of letters"),
        roles=frozenset(
            {Role.COORDINATOR.value, Role.OFFICER.value, Role.SECRETARY.value, Role.FINANCE.value}
        ),
        order=75,
        build=batches,
        lane=False,
    )
)
