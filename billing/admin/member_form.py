"""The form of a member: choices where there are some, and the numbers as people type them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from backoffice.kit.exchange.problems import WrongCell
from billing.member_list import parsers
from billing.models import CareLaw, Member
from billing.procedures import known_procedures

TIDIED = frozenset({"iban", "vat_number", "postcode", "invoice_postcode", "website"})


class MemberForm(forms.ModelForm):
    """What the screen asks; spaces in IBAN and VAT number, and small letters in a postcode, are tidied."""

    laws = forms.TypedMultipleChoiceField(
        label=_("care laws"),
        choices=CareLaw.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        coerce=str,
    )
    procedure = forms.ChoiceField(label=_("procedure"), required=False)

    class Meta:
        model = Member
        fields = ("laws", "procedure")  # the admin page adds its own

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "procedure" in self.fields:
            procedures: Any = self.fields["procedure"]
            procedures.choices = [("", "–"), *known_procedures().items()]

        for name in TIDIED & self.fields.keys():
            # The model's validator looks after the tidying, not before it.
            self.fields[name].validators = []

    def clean_laws(self) -> tuple[str, ...]:
        """The laws in their own order."""
        chosen = self.cleaned_data["laws"]
        return tuple(law for law in CareLaw.values if law in chosen)

    def clean_iban(self) -> str:
        """Without spaces."""
        return self._tidied("iban", parsers.iban)

    def clean_vat_number(self) -> str:
        """Without spaces and dots."""
        return self._tidied("vat_number", parsers.vat_number)

    def clean_postcode(self) -> str:
        """As ``1234 AB``."""
        return self._tidied("postcode", parsers.postcode)

    def clean_invoice_postcode(self) -> str:
        """As ``1234 AB``."""
        return self._tidied("invoice_postcode", parsers.postcode)

    def clean_website(self) -> str:
        """With https:// in front."""
        return self._tidied("website", parsers.website)

    def _tidied(self, name: str, parse: Callable[[Any], str]) -> str:
        try:
            return parse(self.cleaned_data.get(name) or "")
        except WrongCell as wrong:
            raise ValidationError(str(wrong)) from wrong
