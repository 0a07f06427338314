"""What follows from the steps of a subscription: its last day is written or taken away."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.kit import clock
from backoffice.kit.transitions import StepForm, StepSpec, StepTaken, steps
from billing.models import Subscription


class LastDayForm(StepForm):
    """The last day on which the member has the service."""

    ends_on = forms.DateField(label=gettext_lazy("last day"), initial=clock.today)

    def clean_ends_on(self) -> object:
        """Not before it started."""
        day = self.cleaned_data["ends_on"]
        if day < self.subject.starts_on:
            raise ValidationError(_("A subscription cannot end before it starts."))
        return day


def write_last_day(taken: StepTaken) -> None:
    """The day that was answered."""
    _write(taken, taken.answers["ends_on"])


def take_last_day_away(taken: StepTaken) -> None:
    """It goes on without an end."""
    _write(taken, None)


def _write(taken: StepTaken, day: object) -> None:
    taken.subject.ends_on = day
    taken.subject.save(update_fields=["ends_on"])


steps.register(
    Subscription,
    {
        "activate": StepSpec(),
        "give_notice": StepSpec(form=LastDayForm, effects=(write_last_day,)),
        "withdraw_notice": StepSpec(effects=(take_last_day_away,)),
        "end": StepSpec(form=LastDayForm, effects=(write_last_day,)),
        "reinstate": StepSpec(effects=(take_last_day_away,)),
        "reinstate_until": StepSpec(form=LastDayForm, effects=(write_last_day,)),
    },
)
