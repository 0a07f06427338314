"""The lines of a list in HTML, as Django writes them; what holds for a whole column is asked once, not of every cell.

Django finds out for every cell where its value comes from, and for every link which filters it must keep: half the
time of a page of fifty lines.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, time
from html import escape
from operator import attrgetter
from typing import Any
from urllib.parse import quote as quote_path

from django.contrib.admin.templatetags.admin_list import result_headers, result_hidden_fields, results
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import display_for_field, display_for_value, lookup_field, quote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import DateField, ForeignKey, TimeField
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.http import RFC3986_SUBDELIMS
from django.utils.safestring import SafeString, mark_safe

Found = tuple[Any, Any, Any]  # the model's field or none, what was called for the value, the value
WHEN = (date, time)
SOME_KEY = "0-some-key-0"
SAFE = RFC3986_SUBDELIMS + "/~:@"
NARROW_FIELDS = (DateField, TimeField, ForeignKey)


def list_context(changes: ChangeList) -> Mapping[str, Any]:
    """The headings and the lines, under the names that Django's own tag gives them. Queries what columns query."""
    return {
        "cl": changes,
        "result_hidden_fields": list(result_hidden_fields(changes)),
        "result_headers": list(result_headers(changes)),
        # Lines that are edited in the list hold forms, which Django writes.
        "results": list(results(changes)) if changes.formset else list(lines(changes)),
    }


def lines(changes: ChangeList) -> Iterator[list[SafeString]]:
    """Each object's cells, as one piece of HTML."""
    if not changes.result_list:
        return
    columns = list(_columns(changes))
    address = _addresses(changes) if any(column.links for column in columns) else _no_address
    for row in changes.result_list:
        link = address(row)
        yield [mark_safe("".join([column.cell(row, link) for column in columns]))]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``find`` looks up an object's value, ``empty`` stands where there is none."""

    find: Callable[[Any], Found]
    empty: str
    tag: str
    css: str
    links: Callable[[Any], str] | None  # what a link has besides its address; none in a column without links
    days: dict[Any, Any] = dataclass_field(default_factory=dict)  # as shown: one day stands in many lines

    def cell(self, row: Any, address: str) -> str:
        """The object's cell, escaped."""
        shown, is_narrow = self._shown(row)
        # Nearly all are plain words, which need none of the questions that Django asks before it escapes.
        text: str = escape(shown) if type(shown) is str else conditional_escape(shown)
        if self.links is not None:
            text = f'<a href="{escape(address)}"{self.links(row)}>{text}</a>'
        css = f"{self.css} nowrap" if is_narrow else self.css
        return f'<{self.tag} class="{css}">{text}</{self.tag}>'

    def _shown(self, row: Any) -> tuple[Any, bool]:
        try:
            field, source, value = self.find(row)
        except ObjectDoesNotExist:
            return self.empty, False
        if isinstance(value, str):
            if value.strip() and field is None:
                return value, False
            value = value if value.strip() else ""
        empty = getattr(source, "empty_value_display", self.empty)
        if field is None or field.auto_created:
            return display_for_value(value, empty, _is_boolean(source)), isinstance(value, WHEN)
        return self._field_shown(field, value, empty), isinstance(field, NARROW_FIELDS)

    def _field_shown(self, field: Any, value: Any, empty: str) -> Any:
        if isinstance(field, ForeignKey):
            return empty if value is None else value
        if isinstance(field, DateField) and value is not None:
            if value not in self.days:
                self.days[value] = display_for_field(value, field, empty)
            return self.days[value]
        return display_for_field(value, field, empty, avoid_link=self.links is not None)


def _columns(changes: ChangeList) -> Iterator[Column]:
    """The columns as declared; the first with a link is the heading of its line."""
    tag = "th"
    for declared in changes.list_display:
        name = str(getattr(declared, "__name__", declared))
        is_link = _is_link(changes, name, is_first=tag == "th")
        yield Column(
            find=_finder(changes, declared),
            empty=changes.model_admin.get_empty_value_display(),
            tag=tag if is_link else "td",
            css="action-checkbox" if name == "action_checkbox" else f"field-{name}",
            links=_link_attributes(changes) if is_link else None,
        )
        tag = "td" if is_link else tag


def _is_link(changes: ChangeList, name: str, *, is_first: bool) -> bool:
    chosen: Any = changes.list_display_links
    if chosen is None:
        return False
    return name in chosen if chosen else is_first


def _finder(changes: ChangeList, declared: Any) -> Callable[[Any], Found]:
    """How the column's values are found; a method of the admin that is no field of the model is simply called."""
    model_admin = changes.model_admin
    taken = {"__str__", *(field.name for field in changes.lookup_opts.get_fields())}
    method = getattr(model_admin, declared, None) if isinstance(declared, str) else declared
    if callable(method) and declared not in taken:
        return lambda row: (None, method, method(row))
    return lambda row: lookup_field(declared, row, model_admin)


def _is_boolean(source: Any) -> bool:
    getter = source.fget if isinstance(source, property) else source
    return bool(getattr(getter, "boolean", False))


def _link_attributes(changes: ChangeList) -> Callable[[Any], str]:
    if not changes.is_popup:
        return lambda row: ""
    key = str(changes.to_field or changes.lookup_opts.pk.attname)
    return lambda row: format_html(' data-popup-opener="{}"', row.serializable_value(key))


def _addresses(changes: ChangeList) -> Callable[[Any], str]:
    """The address of each object, with the filters by which one comes back to the list as it was.

    One address is made, and in it the key is put in the place of another: as Django does in its widgets.
    """
    options, site = changes.opts, changes.model_admin.admin_site
    page = f"admin:{options.app_label}_{options.model_name}_change"
    kept: Any = {"preserved_filters": changes.preserved_filters, "opts": options}
    address = str(add_preserved_filters(kept, reverse(page, args=[SOME_KEY], current_app=site.name)))
    before, _key, after = address.partition(SOME_KEY)
    key_of = attrgetter(changes.pk_attname)
    return lambda row: f"{before}{quote_path(str(quote(key_of(row))), safe=SAFE)}{after}"


def _no_address(row: Any) -> str:
    return ""
