"""Words about complaints, and who may see and handle which; every other confidential row goes through these."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from backoffice.accounts.roles import Role
from backoffice.kit.history import EventQuerySet
from backoffice.kit.search_index import matching
from backoffice.kit.visibility import VisibleQuerySet, visible
from casework.queries.worklist import WorklistQuerySet
from casework.states import COMMITTEE_PHASE, FINISHED

NEWEST_FIRST = ("-received_on", "-pk")


class ComplaintQuerySet(WorklistQuerySet):
    """Questions about complaints."""

    def visible_to(self, user: Any) -> Self:
        """Only the complaints that this user may see; to all others they do not exist.

        Coordinators see all, officers those assigned to them or to a colleague whom they stand in for, the secretary
        those in the committee's phase, complainants their own. Committee members see those of the panels they sit on:
        none before there are panels. Confidants, finance and administrators see none, and an administrator who has
        another role too still sees none about a director.
        """
        if not getattr(user, "is_active", False):
            return self.none()
        seen = self if user.has_role(Role.COORDINATOR) else self.filter(_seen_by(user))
        return seen.filter(is_about_director=False) if user.has_role(Role.ADMINISTRATOR) else seen

    def unassigned(self) -> Self:
        """Those that no coordinator has taken yet."""
        return self.filter(coordinator__isnull=True)

    def search(self, text: str) -> Self:
        """Those with every word in their number, the names of their parties, or their member's name or number."""
        return matching(self, text)

    def for_detail(self) -> Self:
        """With everything that the page of one complaint shows, except its history."""
        return self.select_related(
            "member", "procedure", "coordinator", "officer", "created_by"
        ).prefetch_related("parties", "parts__category", "consents", "attachments")


class ThroughComplaint(VisibleQuerySet[Any]):
    """Rows of a complaint: seen by whoever sees the complaint."""

    def visible_to(self, user: Any) -> Self:
        """Only the rows of complaints that this user may see."""
        return self.filter(complaint__in=_visible_complaints(self, user))


class ComplaintEventQuerySet(EventQuerySet):
    """Questions about the history of complaints."""

    def visible_to(self, user: Any) -> Self:
        """The history of the complaints that this member of staff may see; complainants do not read notes."""
        if not getattr(user, "is_staff", False):
            return self.none()
        return self.filter(complaint__in=_visible_complaints(self, user))


def is_in_hands_of(complaint: Any, user: Any) -> bool:
    """Whether a user may work on a complaint that they can see. Queries as little as the roles allow.

    Coordinators handle their own, those of nobody and those of a colleague whom they stand in for; officers those
    assigned to them; the secretary those in the committee's phase; complainants their own. Administrators handle
    finished ones only (the one step they have is to anonymise them), and none about a director.
    """
    if user.has_role(Role.COORDINATOR) and complaint.coordinator_id is None:
        return True
    if user.has_role(Role.SECRETARY) and complaint.state in COMMITTEE_PHASE:
        return True
    if user.has_role(Role.ADMINISTRATOR) and complaint.state in FINISHED:
        return not complaint.is_about_director
    return _is_in_person(complaint, user)


def _is_in_person(complaint: Any, user: Any) -> bool:
    if user.has_role(Role.COORDINATOR) and _is_theirs(complaint.coordinator_id, user):
        return True
    if user.has_role(Role.OFFICER) and _is_theirs(complaint.officer_id, user):
        return True
    return bool(user.has_role(Role.COMPLAINANT)) and complaint.parties.filter(user=user).exists()


def _is_theirs(owner: int | None, user: Any) -> bool:
    return owner is not None and (owner == user.pk or owner in user.stands_in_for())


def _seen_by(user: Any) -> Q:
    seen = Q(pk__in=[])
    if user.has_role(Role.OFFICER):
        seen |= Q(officer__in=user.hands())
    if user.has_role(Role.SECRETARY):
        seen |= Q(state__in=COMMITTEE_PHASE)
    if user.has_role(Role.COMPLAINANT):
        seen |= Q(pk__in=user.parties.values("complaint"))
    return seen


def _visible_complaints(rows: models.QuerySet[Any], user: Any) -> models.QuerySet[Any]:
    complaint = rows.model._meta.get_field("complaint").related_model
    return visible(complaint, user).order_by().values("pk")
