"""The filters of the complaints list, named as the office names its work."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.models import User
from backoffice.accounts.roles import Role
from backoffice.kit import clock
from billing.models import Member
from casework.models import Category, Channel
from casework.queries.figures import AGE_GROUPS, of_age
from casework.queries.worklist import Group
from casework.states import State

GROUP_LABELS = {
    Group.OPEN: _("Open"),
    Group.NEW: _("New arrivals"),
    Group.LATE: _("Late"),
    Group.TODAY: _("Today"),
    Group.THIS_WEEK: _("This week"),
    Group.LATER: _("After this week"),
    Group.WAITING: _("Waiting for someone else"),
}
FLAG_LABELS = {
    "is_calamity": _("calamity"),
    "is_violence": _("violence in the care relationship"),
    "is_about_director": _("about a director"),
    "is_possible_crime": _("possible crime"),
}
# In these the date that comes first stands on top.
BY_NEXT_DATE = frozenset({Group.LATE, Group.TODAY, Group.THIS_WEEK, Group.LATER, Group.WAITING})


class ChoiceFilter(admin.SimpleListFilter):
    """A filter with fixed choices; a value that is none of them filters everything out."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows with the chosen value."""
        value = self.value()
        if value is None:
            return queryset
        known = {str(key) for key, _label in self.lookup_choices}
        return self.chosen(request, queryset, value) if value in known else queryset.none()

    def chosen(self, request: HttpRequest, queryset: Any, value: str) -> QuerySet[Any]:
        """The rows with a value that is one of the choices."""
        raise NotImplementedError


class GroupFilter(ChoiceFilter):
    """What must be done when."""

    title = _("work")
    parameter_name = "group"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The groups of work."""
        return [(group.value, label) for group, label in GROUP_LABELS.items()]

    def chosen(self, request: HttpRequest, queryset: Any, value: str) -> QuerySet[Any]:
        """The group, as of today."""
        rows: QuerySet[Any] = queryset.group(Group(value), clock.today())
        return rows


class WhoseFilter(ChoiceFilter):
    """Whose work it is."""

    title = _("whose")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """One's own, or nobody's yet."""
        return [("mine", _("Mine to do")), ("nobody", _("Not taken yet"))]

    def chosen(self, request: HttpRequest, queryset: Any, value: str) -> QuerySet[Any]:
        """What this user may work on, or what no coordinator has taken."""
        rows: QuerySet[Any] = (
            queryset.to_do_for(request.user) if value == "mine" else queryset.open().unassigned()
        )
        return rows


class StateFilter(ChoiceFilter):
    """Where it stands."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The states in their order."""
        return [(state.value, state.label) for state in State]

    def chosen(self, request: HttpRequest, queryset: Any, value: str) -> QuerySet[Any]:
        """The complaints in this state."""
        rows: QuerySet[Any] = queryset.filter(state=value)
        return rows


class HandlerFilter(ChoiceFilter):
    """Who handles it, as coordinator or as officer."""

    title = _("handler")
    parameter_name = "handler"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The coordinators and officers. One query."""
        handlers = User.objects.filter(groups__name__in=[Role.COORDINATOR, Role.OFFICER]).distinct()
        return [(str(key), name) for key, name in handlers.values_list("pk", "name")]

    def chosen(self, request: HttpRequest, queryset: Any, value: str) -> QuerySet[Any]:
        """The complaints of this colleague: the officer's once there is one."""
        rows: QuerySet[Any] = queryset.handled_by(value)
        return rows


class CategoryFilter(ChoiceFilter):
    """What it is about."""

    title = _("category")
    parameter_name = "category"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Every category, those no longer in use too. One query."""
        return list(Category.objects.values_list("code", "name"))

    def chosen(self, request: HttpRequest, queryset: Any, value: str) -> QuerySet[Any]:
        """The complaints with a part about it."""
        rows: QuerySet[Any] = queryset.about(Category.objects.get(code=value))
        return rows


class ChannelFilter(ChoiceFilter):
    """How it reached the office."""

    title = _("received by")
    parameter_name = "channel"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The channels."""
        return list(Channel.choices)

    def chosen(self, request: HttpRequest, queryset: Any, value: str) -> QuerySet[Any]:
        """The complaints that came this way."""
        rows: QuerySet[Any] = queryset.filter(channel=value)
        return rows


class FlagFilter(ChoiceFilter):
    """What makes it special."""

    title = _("special")
    parameter_name = "flag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The flags."""
        return list(FLAG_LABELS.items())

    def chosen(self, request: HttpRequest, queryset: Any, value: str) -> QuerySet[Any]:
        """The complaints with this flag."""
        rows: QuerySet[Any] = queryset.filter(**{value: True})
        return rows


class MemberFilter(ChoiceFilter):
    """One member, chosen by a link from that member's page; 50,000 members make no list to choose from."""

    title = _("member")
    parameter_name = "member"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Only the member that is asked for. One query when there is one."""
        number = request.GET.get(self.parameter_name)
        members = Member.objects.visible_to(request.user).filter(number=number) if number else ()
        return [(member.number, member.name) for member in members]

    def chosen(self, request: HttpRequest, queryset: Any, value: str) -> QuerySet[Any]:
        """The complaints about this member."""
        rows: QuerySet[Any] = queryset.concerning(Member.objects.get(number=value))
        return rows


class AgeFilter(ChoiceFilter):
    """How many weeks ago it was received."""

    title = _("age")
    parameter_name = "age"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The groups of the start page."""
        return [(group.key, _("%(weeks)s weeks") % {"weeks": group.key}) for group in AGE_GROUPS]

    def chosen(self, request: HttpRequest, queryset: Any, value: str) -> QuerySet[Any]:
        """The complaints of this age."""
        group = next(group for group in AGE_GROUPS if group.key == value)
        return of_age(queryset, group, clock.today())
