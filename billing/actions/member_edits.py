"""Writes the change log for what somebody changes on a member's page."""

from typing import Any

from django.db.models import F

from backoffice.kit import clock
from billing.actions.import_writing import stored_values
from billing.member_list.names import COLUMN_HEADERS
from billing.models import ChangeKind, Member, MemberChange

Snapshot = dict[str, str]
NOT_LOGGED = frozenset({"id", "version", "search_text", "changed_at"})


def snapshot(member: Member) -> Snapshot:
    """Everything about the member as text, contacts and subscriptions included. Queries."""
    rows = stored_values(Member.objects.filter(pk=member.pk), list(COLUMN_HEADERS))
    if not rows:
        return {}
    _version, listed = rows[str(member.pk)]
    current = Member.objects.select_related("umbrella").get(pk=member.pk)
    own = [field for field in Member._meta.concrete_fields if field.name not in {*listed, *NOT_LOGGED}]
    contacts = member.contacts.order_by("role", "name", "pk").values_list("role", "name", "email", "phone")
    return {
        **listed,
        **{field.name: _as_text(getattr(current, field.name)) for field in own},
        "contacts": "; ".join(", ".join(part for part in row if part) for row in contacts),
    }


def log_edit(member: Member, before: Snapshot, *, by: Any) -> MemberChange | None:
    """Log what differs from before, and count it as a version; nothing when nothing differs."""
    after = snapshot(member)
    changes = {
        name: [before.get(name, ""), new] for name, new in after.items() if before.get(name, "") != new
    }
    if before and not changes:
        return None
    Member.objects.filter(pk=member.pk).update(version=F("version") + 1, changed_at=clock.now())
    member.refresh_from_db(fields=["version", "changed_at"])
    return MemberChange.objects.create(
        member=member,
        number=member.number,
        kind=ChangeKind.CHANGED if before else ChangeKind.CREATED,
        changes=changes if before else {},
        version=member.version,
        by=by,
    )


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)
