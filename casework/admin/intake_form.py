"""What is asked when a complaint comes in or is corrected: people, member, what happened, parts, files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from backoffice.kit.admin.widgets import DateInput
from backoffice.kit.refusals import Refused
from billing.models import Member
from casework.file_types import MEGABYTE, MOST_BYTES, type_of
from casework.models import Capacity, Category, Channel, Complaint, PartyRole
from casework.rules.consent import FOR_ANOTHER
from casework.step_forms import NO, YES

BY_HAND = [(channel.value, channel.label) for channel in Channel if channel is not Channel.PORTAL]
YES_OR_NO = [("", "---------"), (YES, _("yes, shown")), (NO, _("no, not yet"))]
MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the form with its fields."""

    key: str
    title: Any
    fields: tuple[BoundField, ...]


class ManyFilesInput(forms.ClearableFileInput):
    """The browser's file picker, for several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files, each checked for what it really is before anything is saved."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files. Raises `ValidationError` with everything that is wrong with any of them."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if len(given) > MOST_FILES:
            raise forms.ValidationError(gettext("At most %(most)s files at once.") % {"most": MOST_FILES})
        problems = [problem for one in given for problem in _problems_with(one)]
        if problems:
            raise forms.ValidationError(problems)
        return list(given)


def _problems_with(upload: Any) -> list[str]:
    if upload.size > MOST_BYTES:
        too_large = gettext("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // MEGABYTE}
        return [f"{upload.name}: {too_large}"]
    try:
        type_of(upload.name, upload.read())
    except Refused as refused:
        return [f"{upload.name}: {reason}" for reason in refused.reasons]
    finally:
        upload.seek(0)
    return []


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DateInput(), **options)


def _words(label: Any, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


def _line(label: Any, length: int, *, required: bool = False, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, **options)


class ComplaintForm(forms.Form):
    """What is known of a complaint. The member's field offers only members that the user may see."""

    channel = forms.ChoiceField(label=_("Received by"), choices=BY_HAND)
    received_on = _day(_("Received on"), initial=clock.today)
    member = forms.ModelChoiceField(
        label=_("Member"),
        queryset=Member.objects.none(),
        required=False,
        help_text=_("Type a part of the name, number or place."),
    )
    incident_on = _day(_("Date of the incident"), required=False)

    complainant_name = _line(_("Name"), 200, required=True)
    complainant_email = forms.EmailField(label=_("E-mail"), required=False)
    complainant_phone = _line(_("Telephone"), 30)
    complainant_street = _line(_("Street"), 120)
    complainant_house_number = _line(_("House number"), 20)
    complainant_postcode = _line(_("Postcode"), 10)
    complainant_city = _line(_("City"), 80)
    complainant_date_of_birth = _day(_("Date of birth"), required=False)
    complainant_capacity = forms.ChoiceField(label=_("Complains"), choices=Capacity.choices)
    complainant_has_authority = forms.ChoiceField(
        label=_("Proof that the complainant may act for the client"),
        choices=YES_OR_NO,
        required=False,
        help_text=_("Only for a representative or agent of the client."),
    )

    client_name = _line(_("Name of the client"), 200)
    client_date_of_birth = _day(_("Date of birth of the client"), required=False)

    helper_role = forms.ChoiceField(
        label=_("Somebody acts for the complainant"),
        choices=[("", _("no"))] + [(role, PartyRole(role).label) for role in FOR_ANOTHER],
        required=False,
    )
    helper_name = _line(_("Name"), 200)
    helper_email = forms.EmailField(label=_("E-mail"), required=False)
    helper_phone = _line(_("Telephone"), 30)
    helper_has_authority = forms.ChoiceField(label=_("Proof of authority"), choices=YES_OR_NO, required=False)
    respondent_name = _line(
        _("Person complained about"), 200, help_text=_("Only when the complaint is about a person.")
    )

    narrative = _words(_("What happened"), 9, required=False)
    wish = _words(_("What the complainant wishes"), 3, required=False)

    is_calamity = forms.BooleanField(label=_("Calamity"), required=False)
    is_violence = forms.BooleanField(label=_("Violence in the care relationship"), required=False)
    is_about_director = forms.BooleanField(label=_("About a director"), required=False)
    is_possible_crime = forms.BooleanField(label=_("Possible crime"), required=False)
    citizen_number_seen = forms.BooleanField(
        label=_("Save it all the same: it is no citizen service number"), required=False
    )

    layout: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
        ("receipt", _("Receipt"), ("channel", "received_on", "member", "incident_on")),
        ("complainant", _("Complainant"), ("complainant_",)),
        ("client", _("Client, when that is somebody else"), ("client_",)),
        ("helper", _("Representative, and who is complained about"), ("helper_", "respondent_")),
        ("story", _("The complaint"), ("narrative", "wish")),
        ("flags", _("Special"), ("is_",)),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        member: Any = self.fields["member"]
        member.queryset = Member.objects.visible_to(user)
        member.widget = AutocompleteSelect(Complaint._meta.get_field("member"), admin.site)
        member.widget.choices = member.choices
        member.widget.is_required = True

    def sections(self) -> Iterator[Section]:
        """The fields under their headings; a name that ends with an underscore stands for all that start so."""
        for key, title, starts in self.layout:
            names = [name for name in self.fields if any(_is_meant(name, start) for start in starts)]
            yield Section(key, title, tuple(self[name] for name in names))

    def clean(self) -> dict[str, Any]:
        """What depends on more than one field, each with its own message."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, problem in self._problems(cleaned):
            self.add_error(name, problem)
        return cleaned

    def _problems(self, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        today = clock.today()
        for name in ("received_on", "incident_on", "complainant_date_of_birth", "client_date_of_birth"):
            if isinstance(day := given.get(name), date) and day > today:
                yield name, gettext("This date is in the future.")
        received_on, incident_on = given.get("received_on"), given.get("incident_on")
        if received_on and incident_on and received_on < incident_on <= today:
            yield "incident_on", gettext("The incident cannot be later than the receipt of the complaint.")
        yield from _problems_with_people(given)

    def add_refusal(self, refused: Refused) -> None:
        """Put the reasons of an action beside the fields they belong to, the others on top."""
        placed = {reason for name, found in refused.fields.items() if name in self.fields for reason in found}
        for name, reasons in refused.fields.items():
            if name in self.fields:
                self.add_error(name, reasons)
        for reason in refused.reasons:
            if reason not in placed:
                self.add_error(None, reason)


class IntakeForm(ComplaintForm):
    """The form of a new complaint. ``key`` becomes the complaint's own, so that the form makes one only."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    attachments = ManyFilesField(
        label=_("Files"),
        required=False,
        help_text=_("PDF, Word, photo, e-mail. When something on this page is wrong, choose them again."),
    )

    layout = (*ComplaintForm.layout, ("files", _("Attachments"), ("attachments",)))


class EditForm(ComplaintForm):
    """The form of a correction; ``version`` tells which page was corrected."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=_("Received by"), choices=Channel.choices)


class PartForm(forms.Form):
    """One part of the complaint; a row without text is no part."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = _words(_("What is complained of"), 2, required=False)
    category = forms.ModelChoiceField(
        label=_("Category"),
        queryset=Category.objects.none(),
        to_field_name="code",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["category"]
        chosen.queryset = Category.objects.filter(is_active=True)

    def clean(self) -> dict[str, Any]:
        """A category without a text says nothing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("category") and not cleaned.get("text"):
            self.add_error("text", gettext("Say what is complained of."))
        return cleaned


def _is_meant(name: str, start: str) -> bool:
    return name.startswith(start) if start.endswith("_") else name == start


def _problems_with_people(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    capacity = given.get("complainant_capacity")
    if capacity != Capacity.SELF and not given.get("client_name"):
        yield "client_name", gettext("Who is the client?")
    acts = capacity in FOR_ANOTHER
    if acts and not given.get("complainant_has_authority"):
        yield "complainant_has_authority", gettext("Say whether proof was shown.")
    helper_role, helper_name = given.get("helper_role"), given.get("helper_name")
    if helper_role and not helper_name:
        yield "helper_name", gettext("What is the name?")
    if helper_name and not helper_role:
        yield "helper_role", gettext("In what role?")
    if helper_name and not given.get("helper_has_authority"):
        yield "helper_has_authority", gettext("Say whether proof was shown.")
