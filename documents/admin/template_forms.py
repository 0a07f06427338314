"""The Word file of a template, as it comes in: what is unsafe is not kept, what is wrong is kept and shown."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from documents.actions.templates import problems_of
from documents.kinds import kinds
from documents.models import TemplateVersion
from documents.rendering.package import MAX_FILE_BYTES


class WordFileField(forms.FileField):
    """A Word file that is not too large to look at."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Word file"))
        options.setdefault("help_text", _("A Word document (.docx). It is checked as soon as you save."))
        super().__init__(**options)
        self.widget.attrs["accept"] = ".docx"

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Raises ValidationError for a file that is empty or too large."""
        file = super().clean(data, initial)
        if file and file.size > MAX_FILE_BYTES:
            raise ValidationError(
                _("The file is larger than %(limit)d MB; make the pictures smaller."),
                params={"limit": MAX_FILE_BYTES // 1024 // 1024},
            )
        return file


class UploadForm(forms.ModelForm):
    """A new template: of which letter, in which language."""

    kind = forms.ChoiceField(label=_("letter"))
    file = WordFileField()

    class Meta:
        model = TemplateVersion
        fields = ("kind", "language", "file", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(key, kind.title) for key, kind in kinds.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError with every unsafe thing that was found."""
        cleaned = super().clean() or {}
        if "file" in cleaned and "kind" in cleaned:
            refuse_unsafe(cleaned["file"], cleaned["kind"])
        return cleaned


class ReplaceForm(forms.Form):
    """A mended file in place of a template that stands there; the letter and the language stay."""

    file = WordFileField()
    note = forms.CharField(label=_("what changed"), max_length=200, required=False)

    def __init__(self, *args: Any, template: TemplateVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError for an unsafe file, and for the file that stands there already."""
        cleaned = super().clean() or {}
        if "file" in cleaned:
            refuse_unsafe(cleaned["file"], self.template.kind)
            if content_of(cleaned["file"]) == bytes(self.template.content):
                same = _("This is the file that stands here already. Choose the mended one.")
                raise ValidationError({"file": same})
        return cleaned


def refuse_unsafe(file: Any, kind_key: str) -> None:
    """Raises ValidationError with every unsafe thing in the file; it is not kept."""
    found = problems_of(content_of(file), kinds.get(kind_key))
    if unsafe := [one for one in found if one.is_unsafe]:
        raise ValidationError({"file": [str(one) for one in unsafe]})


def content_of(file: Any) -> bytes:
    """The bytes of an uploaded file, which can be read again afterwards."""
    content: bytes = file.read()
    file.seek(0)
    return content
