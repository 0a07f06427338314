"""Form controls of the admin: the browser's own date and time pickers, and a raw key that names nothing hidden."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from backoffice.kit.visibility import visible


class DateInput(forms.DateInput):
    """The browser's date picker; it wants ISO dates whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's time picker."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class SplitDateTimeInput(forms.SplitDateTimeWidget):
    """A date picker and a time picker side by side."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        named = [DateInput({"aria-label": _("date")}), TimeInput({"aria-label": _("time")})]
        forms.MultiWidget.__init__(self, named, attrs)


class VisibleRawIdWidget(ForeignKeyRawIdWidget):
    """A raw key that shows the name of a row only to those who may see that row."""

    def __init__(self, rel: Any, admin_site: Any, user: Any) -> None:
        super().__init__(rel, admin_site)
        self.user = user

    def label_and_url_for_value(self, value: Any) -> tuple[str, str]:
        """The name and address of the row, or nothing when it is hidden. Queries."""
        rows = visible(self.rel.model, self.user)
        try:
            is_shown = rows.filter(**{self.rel.get_related_field().name: value}).exists()
        except (ValueError, ValidationError):
            is_shown = False
        return super().label_and_url_for_value(value) if is_shown else ("", "")


FIELD_WIDGETS: dict[Any, dict[str, Any]] = {
    models.DateField: {"widget": DateInput},
    models.TimeField: {"widget": TimeInput},
    models.DateTimeField: {"form_class": forms.SplitDateTimeField, "widget": SplitDateTimeInput},
}


def with_pickers(form: forms.BaseForm) -> forms.BaseForm:
    """Give the plain date and time fields of a form the browser's pickers; a widget of one's own stays."""
    for field in form.fields.values():
        if type(field.widget) is forms.DateInput:
            field.widget = DateInput(field.widget.attrs)
        elif type(field.widget) is forms.TimeInput:
            field.widget = TimeInput(field.widget.attrs)
    return form
