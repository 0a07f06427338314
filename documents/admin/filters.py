"""List filters by the kind of letter or mail, in words, and by what still waits."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from documents.kinds import kinds, that_can_be_made
from documents.models.outgoing_mail import IN_TROUBLE, MailState

Choices = list[tuple[str, Any]]


class KindFilter(admin.SimpleListFilter):
    """The kind of letter."""

    title = _("letter")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Every registered kind."""
        return [(key, kind.title) for key, kind in kinds.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The letters of the chosen kind."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


class MadeKindFilter(KindFilter):
    """The kind of letter, of those that can be made."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Without the kinds of which there are only templates yet."""
        return [(key, kind.title) for key, kind in that_can_be_made().items()]


class UnfinishedFirst(admin.SimpleListFilter):
    """Shows what still asks attention until something else is chosen."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """What asks for a person, each state, and everything."""
        return [(IN_TROUBLE, _("Asks attention")), *MailState.choices, ("all", _("All"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """The first choice is named after what it shows."""
        default, *others = super().choices(changelist)
        yield {**default, "display": _("Not sent yet"), "narrows": True}
        yield from (dict(one) for one in others)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The mails in the chosen state."""
        if self.value() is None:
            return queryset.unfinished()  # type: ignore[attr-defined]
        if self.value() == IN_TROUBLE:
            return queryset.in_trouble()  # type: ignore[attr-defined]
        return queryset if self.value() == "all" else queryset.filter(state=self.value())


class WaitingFirst(admin.SimpleListFilter):
    """Orders without a letter, until all are asked for."""

    title = _("letter")
    parameter_name = "made"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Those made, and everything."""
        return [("yes", _("Made")), ("all", _("All"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """The first choice is named after what it shows."""
        default, *others = super().choices(changelist)
        yield {**default, "display": _("Still waiting"), "narrows": True}
        yield from (dict(one) for one in others)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The orders that are asked for."""
        if self.value() == "all":
            return queryset
        return queryset.filter(document__isnull=self.value() is None)
