"""What closing a complaint asks: the outcome of each part, what was agreed, and what both are told of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from casework.models.part import OUTCOME_LABELS
from casework.provider import complaint_in_words, given_away_in, name_given_away
from casework.queries.consents import provider_may_know
from casework.rules.outcomes import WITHOUT_JUDGEMENT
from casework.states import COMMITTEE_PHASE
from casework.step_forms import ComplaintStepForm, Day, Words

PART = "part_"
AGREED = ("who", "what", "when")
TOLD_TO_BOTH = ("result", "provider_position", "agreements")


class Agreements(forms.CharField):
    """Who does what and when: one agreement per line, its three pieces apart by a semicolon."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs: Any) -> None:
        example = _(
            "One per line: who; what; when. For example: The team leader; calls every week; from 1 May"
        )
        super().__init__(**{"help_text": example, **kwargs})

    def clean(self, value: Any) -> list[dict[str, str]]:
        """The agreements as who, what and when. Raises ValidationError that quotes the line that is not one."""
        lines = [line.strip() for line in super().clean(value).splitlines()]
        return [self._read(line) for line in lines if line]

    def _read(self, line: str) -> dict[str, str]:
        pieces = [piece.strip() for piece in line.split(";")]
        if len(pieces) != len(AGREED) or not all(pieces):
            message = gettext("“%(line)s” is not who; what; when. Put two semicolons in it.")
            raise forms.ValidationError(message % {"line": line[:60]})
        return dict(zip(AGREED, pieces, strict=True))


def in_plain_words(value: Any) -> str:
    """What was typed in a field, to look through."""
    if isinstance(value, list):
        return "\n".join(word for one in value for word in one.values())
    return value or ""


class CloseForm(ComplaintStepForm):
    """What became of each part, and what both are told of the whole. Only the committee gives a judgement."""

    days = ("closed_on",)

    closed_on = Day(label=_("Closed on"), initial=clock.today)
    result = Words(
        label=_("Result"),
        help_text=_("What was agreed or found, in a few sentences. It stands in the letters."),
    )
    agreements = Agreements(label=_("Agreements"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if provider_may_know(self.subject):
            self.fields["provider_position"] = Words(
                label=gettext("What the care provider says about it"),
                help_text=gettext("It stands in the letters to both."),
            )
        self.order_fields(["closed_on", "provider_position"])
        outcomes = _outcomes_for(self.subject)
        for part in self.subject.parts.all():
            self.fields[f"{PART}{part.number}"] = forms.ChoiceField(
                label=gettext("Outcome of part %(number)s") % {"number": part.number},
                choices=[("", "---------"), *outcomes],
                initial=part.outcome,
            )

    def clean(self) -> dict[str, Any]:
        """What the provider will read names nobody without consent (b)."""
        cleaned = super().clean()
        if provider_may_know(self.subject):
            texts = {name: in_plain_words(cleaned.get(name)) for name in TOLD_TO_BOTH}
            for name in given_away_in(self.subject, texts):
                self.add_error(
                    name,
                    gettext("This names somebody whom the provider may not know of: consent (b) is missing."),
                )
            for where in given_away_in(self.subject, complaint_in_words(self.subject)):
                self.add_error(None, name_given_away(where))
        return cleaned


def _outcomes_for(complaint: Any) -> list[tuple[str, Any]]:
    if complaint.state in COMMITTEE_PHASE:
        return [(outcome.value, label) for outcome, label in OUTCOME_LABELS.items()]
    return [(outcome.value, OUTCOME_LABELS[outcome]) for outcome in WITHOUT_JUDGEMENT]


def outcomes_in(answers: Any) -> dict[int, str]:
    """The outcome per part number out of the answers of `CloseForm`."""
    return {int(name.removeprefix(PART)): answers[name] for name in answers if name.startswith(PART)}
