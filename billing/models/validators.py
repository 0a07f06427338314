"""What numbers and addresses of an organisation must look like; the screens and the member list ask the same."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator, URLValidator
from django.utils.translation import gettext_lazy as _
from stdnum import iban as stdnum_iban
from stdnum.exceptions import ValidationError as WrongNumber
from stdnum.nl import btw as stdnum_vat

from backoffice.kit.postcode import is_postcode

DUTCH_IBAN = re.compile(r"NL\d{2}[A-Z]{4}\d{10}", re.ASCII)
PHONE_SIGNS = re.compile(r"[+()/.,\-\s]|tst|toestel|ext|x", re.IGNORECASE)

validate_kvk = RegexValidator(r"^\d{8}\Z", _("8 digits are needed."))
validate_branch = RegexValidator(r"^\d{12}\Z", _("12 digits are needed."))
validate_agb = RegexValidator(r"^\d{8}\Z", _("8 digits are needed."))
validate_one_line = RegexValidator(
    r"[\x00-\x1f\x7f]", _("This must be one line of ordinary signs."), inverse_match=True
)
validate_email = EmailValidator(_("This is no e-mail address. It must look like name@example.nl."))
validate_website = URLValidator(
    schemes=["http", "https"],
    message=_("This is no web address. It must look like https://www.example.nl."),
)


def validate_iban(text: str) -> None:
    """Check the length and check digits of an IBAN (ISO 13616)."""
    if _is_dutch_iban(text):
        return
    try:
        stdnum_iban.validate(text)
    except WrongNumber as error:
        raise ValidationError(_("This IBAN is not right: check the digits.")) from error


def _is_dutch_iban(text: str) -> bool:
    """The same answer as stdnum's for nearly every member's account, thirty times as fast."""
    if not DUTCH_IBAN.fullmatch(text):
        return False
    turned = text[4:] + text[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def validate_vat_number(text: str) -> None:
    """Check the form and check digits of a Dutch VAT number."""
    try:
        stdnum_vat.validate(text)
    except WrongNumber as error:
        raise ValidationError(_("This VAT number is not right. It must look like NL123456789B01.")) from error


def validate_postcode(text: str) -> None:
    """Check a Dutch postcode: four digits, a space and two capitals."""
    if not is_postcode(text):
        raise ValidationError(_("This is no postcode. It must look like 1234 AB."))


def validate_phone(text: str) -> None:
    """Check that this can be a telephone number; lengths differ too much between countries to count digits."""
    found = PHONE_SIGNS.sub("", text)
    if not (found.isascii() and found.isdigit() and 6 <= len(found) <= 20):
        raise ValidationError(_("This is no telephone number. It must look like 053 123 45 67."))
