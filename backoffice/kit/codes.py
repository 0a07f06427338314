"""A field for a small closed set of codes, kept in one column that SQL can search."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

SEPARATOR = "|"


class CodeSetField(models.CharField):
    """Codes out of an enum, stored as ``|Zvw|Wlz|`` and read as a tuple in the enum's order.

    One column keeps lists of 50,000 members quick to read and write; ``contains="|Zvw|"`` finds a code.
    """

    def __init__(self, *args: Any, codes: Iterable[str] = (), **kwargs: Any) -> None:
        self.codes = tuple(str(code) for code in codes)
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """The same field for a migration, codes included."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "codes": self.codes}

    def from_db_value(self, value: str | None, *_args: Any) -> tuple[str, ...]:
        """The stored text as codes."""
        return self._split(value or "")

    def to_python(self, value: Any) -> tuple[str, ...]:
        """Text or codes as codes in the enum's order. Raises `ValidationError` on an unknown code."""
        given = self._split(value) if isinstance(value, str) else tuple(str(c) for c in value or ())
        unknown = [code for code in given if code not in self.codes]
        if unknown:
            raise ValidationError(_("Unknown: %(codes)s."), params={"codes": ", ".join(unknown)})
        return tuple(code for code in self.codes if code in given)

    def get_prep_value(self, value: Any) -> str:
        """Codes as the stored text; text that is stored text already stays."""
        if isinstance(value, str):
            return value
        return f"{SEPARATOR}{SEPARATOR.join(value)}{SEPARATOR}" if value else ""

    def value_to_string(self, obj: models.Model) -> str:
        """The stored text, for fixtures."""
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Unknown codes were refused by `to_python`; only emptiness is left to check."""
        if not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")

    def run_validators(self, value: Any) -> None:
        """Check the length of what is stored."""
        super().run_validators(self.get_prep_value(value))

    @staticmethod
    def _split(text: str) -> tuple[str, ...]:
        return tuple(part for part in text.split(SEPARATOR) if part)
