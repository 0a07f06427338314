"""Words about reminders: whose they are, and which still stand."""

from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from backoffice.kit.visibility import VisibleQuerySet, visible

COORDINATOR = "coordinator"
# Stands for no person, where the database must compare.
EVERY_COORDINATOR = Value(0)


class ReminderQuerySet(VisibleQuerySet[Any]):
    """Reminders."""

    def visible_to(self, user: Any) -> Self:
        """Those of the deadlines that this user may see."""
        deadline = self.model._meta.get_field("deadline").related_model
        return self.filter(deadline__in=visible(deadline, user))

    def for_person(self, user: Any) -> Self:
        """Those for this user; for a coordinator also those that are for every coordinator. May query the roles."""
        mine = Q(for_user=user)
        return (
            self.filter(mine | Q(for_user__isnull=True)) if user.has_role(COORDINATOR) else self.filter(mine)
        )

    def standing(self) -> Self:
        """Those of a clock that still runs towards the date they speak of: what was done needs no reminder."""
        deadlines = self.model._meta.get_field("deadline").related_model._default_manager
        # A question per row, not a join: an UPDATE with a join reads its own table twice over, and right after a
        # great many rows came in PostgreSQL may compare each row with every other.
        return self.filter(
            Exists(deadlines.running().filter(pk=OuterRef("deadline"), due_on=OuterRef("due_on")))
        )

    def not_mailed(self) -> Self:
        """Those that still hold and were in no mail yet. One that no longer holds never gets into a mail."""
        return self.standing().filter(mailed_on__isnull=True)

    def latest_per_deadline(self) -> Self:
        """Only the last one that each person had of each deadline, because it says more than those before it."""
        same_person = Coalesce("for_user_id", EVERY_COORDINATOR)
        last = (
            self.model._default_manager.filter(deadline=OuterRef("deadline"))
            .alias(person=same_person)
            .filter(person=Coalesce(OuterRef("for_user_id"), EVERY_COORDINATOR))
            .order_by("-pk")
        )
        return self.filter(pk=Subquery(last.values("pk")[:1]))

    def for_list(self) -> Self:
        """With what a list shows, the most pressing date first."""
        return self.select_related("deadline__rule", "deadline__complaint").order_by("due_on", "pk")
