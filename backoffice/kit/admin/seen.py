"""What a page of the admin showed when it was opened, so that nobody saves over what another changed since.

The page carries a fingerprint of each field; a form that comes back with other fingerprints than those of the row now
is refused, naming the fields. Models with steps count their versions as well (`locking.py`).
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

SEEN = "_seen"
DIGITS = 12

Prints = Mapping[str, str]  # of each field, and of each kind of rows under the form, by its name in the form


def seen_by(model_admin: Any, request: HttpRequest, form: forms.ModelForm) -> str:
    """The fingerprints that the page carries, of an unbound form and of the rows that are typed under it. Queries."""
    return json.dumps(_own_prints(form) | _inline_prints(model_admin, request, form.instance))


def guarded(form_class: Any, model_admin: Any, request: HttpRequest) -> Any:
    """The form, which refuses to save over what was changed since its page was opened."""

    class Guarded(form_class):
        def clean(self) -> Any:
            cleaned = super().clean()
            if SEEN in self.data and not self.instance._state.adding:
                current = type(self.instance)._base_manager.select_for_update(of=("self",))
                now = form_class(instance=current.get(pk=self.instance.pk))
                # A form that changes nothing, such as the second of two clicks, saves over nothing either.
                own = _own_prints(now) if self.has_changed() else {}
                rows = _inline_prints(model_admin, request, now.instance)
                if changed := _changed(self.data[SEEN], own | rows):
                    titles = _titles(model_admin, request, now)
                    raise ValidationError(_in_words([titles[name] for name in changed]))
            return cleaned

    Guarded.__name__ = form_class.__name__
    return Guarded


def _changed(posted: str, now: Prints) -> list[str]:
    try:
        then = dict(json.loads(posted))
    except (TypeError, ValueError):
        then = {}
    return [name for name, found in now.items() if then.get(name) != found]


def _in_words(changed: list[str]) -> str:
    return _(
        "Somebody else changed this after you opened it: %(what)s. Nothing of yours was saved; what you typed "
        "still stands below. Open the page again, and change it there."
    ) % {"what": get_text_list(changed, _("and"))}


def _titles(model_admin: Any, request: HttpRequest, form: forms.ModelForm) -> dict[str, str]:
    """What people see of each name; not the name itself, which stays the same in another language."""
    own = {name: str(field.label or name) for name, field in form.fields.items()}
    rows = model_admin.get_formsets_with_inlines(request, form.instance)
    return own | {formset.get_default_prefix(): str(inline.verbose_name_plural) for formset, inline in rows}


def _own_prints(form: forms.ModelForm) -> dict[str, str]:
    return {
        name: _print(_plain(form.get_initial_for_field(field, name))) for name, field in form.fields.items()
    }


def _inline_prints(model_admin: Any, request: HttpRequest, obj: Any) -> dict[str, str]:
    """Of each kind of rows that can be typed under the form, all that they hold. Queries once for each."""
    prints = {}
    for formset, inline in model_admin.get_formsets_with_inlines(request, obj):
        names = [name for name in formset.form.base_fields if name not in {"id", formset.fk.name}]
        if names:
            rows = inline.get_queryset(request).filter(**{formset.fk.name: obj}).order_by("pk")
            prints[formset.get_default_prefix()] = _print(list(rows.values_list("pk", *names)))
    return prints


def _print(value: Any) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:DIGITS]


def _plain(value: Any) -> Any:
    """A field's value as plain data; of several things their keys, in a fixed order."""
    if hasattr(value, "__iter__") and not isinstance(value, str | bytes):
        return sorted(str(getattr(one, "pk", one)) for one in value)
    return "" if value is None else str(value)
