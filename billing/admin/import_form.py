"""The form that takes a member list in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from billing.models import ImportMapping


class ReceiveListForm(forms.Form):
    """A file, and if need be a stored mapping of its headers."""

    file = forms.FileField(
        label=_("list"),
        help_text=_("CSV, XLSX or ODS, with a header. Nothing is changed until you have seen the preview."),
        error_messages={"empty": _("The file is empty."), "required": _("Choose a file.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.ods"}),
        max_length=200,
    )
    mapping = forms.ModelChoiceField(
        label=_("mapping"),
        queryset=ImportMapping.objects.all(),
        required=False,
        empty_label=_("none: the headers are ours"),
        help_text=_("For a list with headers of its own."),
    )
