"""What an administrator writes: the words of a mail, checked against what its kind promises."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.actions.words_in_use import shipped_words
from documents.mail_kinds import MailKind, MailWords, mail_kinds
from documents.models import MailText


class MailTextForm(forms.ModelForm):
    """The words; of a new text also for which mail and in which language."""

    subject = forms.CharField(
        label=_("subject"), max_length=150, strip=False, widget=forms.TextInput({"class": "vTextField"})
    )
    body = forms.CharField(
        label=_("text"),
        max_length=5000,
        widget=forms.Textarea({"rows": 12}),
        help_text=_("Plain text. An empty line begins a new paragraph."),
    )

    class Meta:
        model = MailText
        fields = ("kind", "language", "subject", "body")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            choices = [(key, kind.title) for key, kind in mail_kinds.items()]
            self.fields["kind"] = forms.ChoiceField(label=_("mail"), choices=choices)
        text = self.instance
        if not text._state.adding and not text.is_own and text.kind in mail_kinds:
            words = shipped_words(mail_kinds.get(text.kind), text.language)
            self.initial.update(subject=words.subject, body=words.body)

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError with every name and brace that is wrong, beside its field."""
        cleaned = super().clean() or {}
        key = cleaned.get("kind") or self.instance.kind
        if key in mail_kinds and {"subject", "body"} <= set(cleaned):
            words = MailWords(cleaned["subject"], cleaned["body"])
            for field, problems in mail_kinds.get(key).problems_in(words).items():
                self.add_error(field, problems)
        return cleaned


class PreviewForm(forms.Form):
    """The words as they stand in the form, not kept yet."""

    kind = forms.ChoiceField()
    subject = forms.CharField(required=False, max_length=150, strip=False)
    body = forms.CharField(required=False, max_length=5000)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [(key, key) for key, _kind in mail_kinds.items()]  # type: ignore[attr-defined]

    @property
    def kind_of_mail(self) -> MailKind:
        """The kind; only after `is_valid`."""
        return mail_kinds.get(self.cleaned_data["kind"])

    @property
    def words(self) -> MailWords:
        """The words; only after `is_valid`."""
        return MailWords(self.cleaned_data["subject"], self.cleaned_data["body"])
