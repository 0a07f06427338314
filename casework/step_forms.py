"""What the steps of a complaint ask."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.roles import Role
from backoffice.kit import clock
from backoffice.kit.calendar import add_weeks
from backoffice.kit.transitions import StepForm
from casework.models.complaint import Channel
from casework.models.consent import PURPOSE_LABELS, PURPOSES
from casework.provider import complaint_in_words, given_away_in, name_given_away
from casework.queries.consents import givers_of, standing_of
from casework.rules import consent
from casework.rules.citizen_number import holds_citizen_number
from casework.rules.consent import Purpose

YES, NO = "yes", "no"
YES_OR_NO = [(YES, _("yes")), (NO, _("no"))]
BY_EMAIL, BY_POST, BY_PORTAL = "email", "post", "portal"
SENT_BY = [(BY_EMAIL, _("e-mail")), (BY_POST, _("post")), (BY_PORTAL, _("portal"))]


class Day(forms.DateField):
    """A day that has been: typed, or picked in the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class Words(forms.CharField):
    """A few lines of text."""

    widget = forms.Textarea(attrs={"rows": 4})


def in_two_weeks() -> date:
    """The day before which the provider is asked to answer, unless somebody chooses another."""
    return add_weeks(clock.today(), 2)


SEEMS_CITIZEN_NUMBER = _(
    "There seems to be a citizen service number (BSN) here. We do not keep it: take it out."
)


class ComplaintStepForm(StepForm):
    """The base: a day on which something happened is not in the future and not before the complaint came in.

    A text that seems to hold a citizen service number asks for a second look; then a tick says that it holds none.
    """

    days: ClassVar[Sequence[str]] = ()

    citizen_number_seen = forms.BooleanField(
        label=_("Save it all the same: it is no citizen service number"),
        required=False,
        widget=forms.HiddenInput,
    )

    def clean(self) -> dict[str, Any]:
        """Check every day, and say with each what is wrong with it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.days:
            for problem in self.problems_with(cleaned.get(name)):
                self.add_error(name, problem)
        self._look_for_citizen_numbers(cleaned)
        return cleaned

    def _look_for_citizen_numbers(self, cleaned: dict[str, Any]) -> None:
        texts = {name: cleaned[name] for name in cleaned if isinstance(self.fields[name], forms.CharField)}
        doubts = [name for name, text in texts.items() if holds_citizen_number(str(text))]
        if not cleaned.pop("citizen_number_seen", False):
            for name in doubts:
                self.add_error(name, SEEMS_CITIZEN_NUMBER)
        if doubts:
            self.fields["citizen_number_seen"].widget = forms.CheckboxInput()

    def problems_with(self, day: date | None) -> list[str]:
        """What is wrong with a day, in words."""
        if day is None:
            return []
        if day > clock.today():
            return [gettext("This date is in the future.")]
        if day < self.subject.received_on:
            return [gettext("This date is before the day on which the complaint was received.")]
        return []


class DeclineForm(ComplaintStepForm):
    """Why the complaint does not belong here, and where it does."""

    reason = Words(label=_("Reason"))
    refer_to = Words(
        label=_("Where to go instead"),
        help_text=_("Name the body and how the complainant can reach it."),
    )


class ContactForm(ComplaintStepForm):
    """The first talk with the complainant."""

    days = ("contacted_on",)

    contacted_on = Day(label=_("Contact on"), initial=clock.today)
    channel = forms.ChoiceField(label=_("By"), choices=Channel.choices, initial=Channel.TELEPHONE)
    note = Words(label=_("What was discussed"), required=False)


class RequestConsentForm(ComplaintStepForm):
    """For which purposes consent is asked, and how the form reaches the complainant."""

    purposes = forms.MultipleChoiceField(
        label=_("Ask consent to"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing is ticked beforehand."),
    )
    sent_by = forms.ChoiceField(label=_("You send it by"), choices=SENT_BY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = consent.may_be_asked(consent.standing(self.subject.consents.all()))
        self.fields["purposes"].choices = [(purpose.value, PURPOSE_LABELS[purpose]) for purpose in asked]  # type: ignore[attr-defined]
        self.fields["sent_by"].initial = _likeliest_way(self.subject.complainant)

    def clean_sent_by(self) -> str:
        """The way must exist: an e-mail address, an address, an account."""
        sent_by: str = self.cleaned_data["sent_by"]
        if not _is_reached_by(self.subject.complainant, sent_by):
            raise forms.ValidationError(NOT_REACHED[sent_by])
        return sent_by


NOT_REACHED = {
    BY_EMAIL: _("The complainant has no e-mail address here. Add it, or choose another way."),
    BY_POST: _("The complainant has no address here. Add it, or choose another way."),
    BY_PORTAL: _("The complainant has no portal account. Choose another way."),
}


def _is_reached_by(complainant: Any, sent_by: str) -> bool:
    if complainant is None:
        return False
    ways = {
        BY_EMAIL: bool(complainant.email),
        BY_POST: bool(complainant.street and complainant.city),
        BY_PORTAL: complainant.user_id is not None,
    }
    return ways[sent_by]


def _likeliest_way(complainant: Any) -> str:
    ways = (BY_PORTAL, BY_EMAIL, BY_POST)
    return next((way for way in ways if _is_reached_by(complainant, way)), BY_EMAIL)


class RecordConsentForm(ComplaintStepForm):
    """A yes or a no for each purpose that was asked; nothing is ticked beforehand."""

    days = ("answered_on",)

    answered_on = Day(label=_("Answered on"), initial=clock.today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.givers = _who_may_be_heard(self.subject, self.by)
        if len(self.givers) > 1:
            self.fields["given_by"] = forms.ChoiceField(
                label=gettext("Given by"),
                choices=[(str(one.pk), f"{one.name}, {one.get_role_display()}") for one in self.givers],
                initial=str(self.givers[0].pk),
            )
        self.open_consents = {one.purpose: one for one in self.subject.consents.all() if one.answer is None}
        for purpose in Purpose:
            if purpose in self.open_consents:
                self.fields[purpose.value] = forms.ChoiceField(
                    label=str(PURPOSE_LABELS[purpose]),
                    choices=YES_OR_NO,
                    widget=forms.RadioSelect,
                    error_messages={"required": _("Choose yes or no: silence is no consent.")},
                )

    def clean(self) -> dict[str, Any]:
        """Whose answer it is must be allowed to answer; the history keeps their role."""
        cleaned = super().clean()
        if not self.givers:
            self.add_error(None, NO_GIVER)
        chosen = cleaned.get("given_by")
        giver = next((one for one in self.givers if chosen in (None, str(one.pk))), None)
        if giver and not consent.may_give(giver):
            self.add_error("given_by" if chosen else None, NO_AUTHORITY % {"name": giver.name})
        elif giver and chosen:
            cleaned["given_by"] = giver.role
        return cleaned

    def problems_with(self, day: date | None) -> list[str]:
        """An answer does not come before the question."""
        asked_on = max((one.asked_on for one in self.open_consents.values()), default=None)
        if day is not None and asked_on is not None and day < asked_on:
            return [gettext("This date is before the day on which consent was asked.")]
        return super().problems_with(day)


NO_AUTHORITY = _(
    "The authority of %(name)s has not been seen. Ask for the proof and write down that it was shown (Correct)."
)


NO_GIVER = _(
    "Consent is given by the complainant, or by whoever acts for them. You are neither in this complaint."
)


def _who_may_be_heard(complaint: Any, user: Any) -> list[Any]:
    """The office hears the complainant and whoever acts for them; somebody with an account speaks for themselves."""
    givers = givers_of(complaint)
    if user is None or not user.has_role(Role.COMPLAINANT):
        return givers
    return [one for one in givers if one.user_id == user.pk]


class ConsentWithdrawnForm(ComplaintStepForm):
    """Which consent the complainant took back, and when they said so. Withdrawing is no step: any state will do."""

    days = ("withdrawn_on",)

    purpose = forms.ChoiceField(label=_("purpose"), choices=PURPOSES)
    withdrawn_on = Day(label=_("Withdrawn on"))
    note = forms.CharField(label=_("Note"), required=False, max_length=500)


WRITTEN = _("It holds the parts and the wish.")
WRITTEN_WITHOUT_FILE = _(
    "It holds the parts and the wish. Take care that they hold nothing from the medical file."
)


class InformalForm(ComplaintStepForm):
    """What is going to be tried, and whether the provider gets the complaint in writing."""

    note = Words(label=_("Note"), required=False, help_text=_("For ourselves. It is not in any letter."))
    write_to_provider = forms.BooleanField(
        label=_("Make the notice to the care provider"), required=False, initial=True
    )
    answer_by = forms.DateField(
        label=_("The provider answers before"), widget=Day.widget, initial=in_two_weeks, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may_use_file = standing_of(self.subject)[Purpose.USE_MEDICAL_FILE] is consent.Standing.GIVEN
        self.fields["write_to_provider"].help_text = WRITTEN if may_use_file else WRITTEN_WITHOUT_FILE

    def clean(self) -> dict[str, Any]:
        """A notice names nobody without consent (b), and asks for an answer on a day that is still to come."""
        cleaned = super().clean()
        if not cleaned.get("write_to_provider"):
            cleaned["answer_by"] = None
        else:
            for where in given_away_in(self.subject, complaint_in_words(self.subject)):
                self.add_error("write_to_provider", name_given_away(where))
            day = cleaned.get("answer_by")
            if "answer_by" not in self.errors and (day is None or day <= clock.today()):
                self.add_error("answer_by", gettext("Choose a day that is still to come."))
        return cleaned


class WithdrawForm(ComplaintStepForm):
    """When the complainant took the complaint back."""

    days = ("withdrawn_on",)

    withdrawn_on = Day(label=_("Withdrawn on"), initial=clock.today)
    note = Words(label=_("Note"), required=False)
