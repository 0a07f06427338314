"""Writes the two columns of a list that are no fields of the member: the general contact and the subscriptions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from backoffice.kit import clock
from backoffice.kit.exchange.bulk import insert_rows, update_rows
from backoffice.kit.exchange.cells import as_date, dutch
from backoffice.kit.transitions import Refused
from billing.actions.subscription_moves import Move, move_all
from billing.member_list.names import CONTACT, SEPARATOR, SUBSCRIPTIONS
from billing.member_list.preview import PreviewRow
from billing.models import Contact, ContactRole, Member, Product, Subscription, SubscriptionState

Undo = dict[str, Any]
Values = Mapping[str, str]
NewRow = tuple[Any, ...]

NEW_CONTACT = ("id", "member", "role", "name")
NEW_SUBSCRIPTION = ("id", "member", "product", "state", "starts_on", "ends_on")


@dataclass(frozen=True, slots=True)
class Terms:
    """What decides when a subscription of a list runs: the day, and which products there are."""

    today: date
    products: Mapping[str, int]

    @classmethod
    def now(cls) -> "Terms":
        """As of today. Queries once."""
        return cls(clock.today(), dict(Product.objects.values_list("code", "pk")))

    def state_for(self, left_on: date | None) -> str:
        """A member that leaves has given notice; one that has left has nothing any more."""
        if left_on is None:
            return SubscriptionState.ACTIVE.value
        ended = left_on < self.today
        return SubscriptionState.ENDED.value if ended else SubscriptionState.NOTICE_GIVEN.value

    def product(self, code: str) -> int:
        """The product's key. Raises `Refused` when it has been removed since the check."""
        if code not in self.products:
            raise Refused(_("The product “%s” has gone. Nothing was done; check the list again.") % code)
        return self.products[code]

    def new(self, member: UUID, code: str, joined_on: date | None, left_on: date | None) -> NewRow:
        """A new subscription over the time of the membership, as values of `NEW_SUBSCRIPTION`."""
        starts_on = joined_on or min(self.today, left_on or self.today)
        return (uuid4(), member, self.product(code), self.state_for(left_on), starts_on, left_on)

    def last_day(self, starts_on: date, left_on: date | None) -> date:
        """The last day of a subscription that a list no longer names; before the member's own last day."""
        until = min(self.today, left_on - timedelta(days=1)) if left_on else self.today
        return max(starts_on, until)


def add_relations(added: Sequence[tuple[UUID, Values]], terms: Terms) -> None:
    """The contacts and subscriptions of new members, given as key and values."""
    contacts = [_general(member, values[CONTACT]) for member, values in added if values.get(CONTACT)]
    insert_rows(Contact, NEW_CONTACT, contacts)
    insert_rows(Subscription, NEW_SUBSCRIPTION, [new for one in added for new in _subscriptions(*one, terms)])


def _subscriptions(member: UUID, values: Values, terms: Terms) -> list[NewRow]:
    codes = _codes(values.get(SUBSCRIPTIONS, ""))
    if not codes:
        return []
    joined_on, left_on = as_date(values.get("joined_on", "")), as_date(values.get("left_on", ""))
    return [terms.new(member, code, joined_on, left_on) for code in codes]


def change_relations(rows: Sequence[PreviewRow], terms: Terms, by: Any) -> dict[str, Undo]:
    """Change contacts and subscriptions; returns per member id what putting back needs."""
    undo: dict[str, Undo] = defaultdict(dict)
    _change_contacts([row for row in rows if CONTACT in row["changes"]], undo)
    _change_subscriptions(
        [row for row in rows if not {SUBSCRIPTIONS, "left_on"}.isdisjoint(row["changes"])], terms, by, undo
    )
    return undo


def _general(member: UUID, name: str) -> NewRow:
    return (uuid4(), member, ContactRole.GENERAL.value, name)


def _codes(text: str) -> list[str]:
    return text.split(SEPARATOR) if text else []


def _change_contacts(rows: Sequence[PreviewRow], undo: dict[str, Undo]) -> None:
    """Another person gets another name and none of the former one's addresses."""
    present = Contact.objects.filter(role=ContactRole.GENERAL, member__in=[row["id"] for row in rows])
    known = {str(contact.member_id): contact for contact in present}
    for row in rows:
        before = known.get(row["id"])
        undo[row["id"]]["contact"] = _as_plain(before) if before else None
    names = {row["id"]: row["changes"][CONTACT][1] for row in rows}
    gone = [contact.pk for member, contact in known.items() if not names[member]]
    renamed = {member: contact for member, contact in known.items() if names[member]}
    Contact.objects.filter(pk__in=gone).delete()
    update_rows(
        Contact,
        [
            (contact.pk, {"name": names[member], "email": "", "phone": ""})
            for member, contact in renamed.items()
        ],
    )
    added = [_general(UUID(member), name) for member, name in names.items() if name and member not in known]
    insert_rows(Contact, NEW_CONTACT, added)


def _as_plain(contact: Contact) -> dict[str, str]:
    return {"id": str(contact.pk), "name": contact.name, "email": contact.email, "phone": contact.phone}


def _change_subscriptions(rows: Sequence[PreviewRow], terms: Terms, by: Any, undo: dict[str, Undo]) -> None:
    members = Member.objects.in_bulk([row["id"] for row in rows])
    held = _held(rows)
    moves: list[Move] = []
    added: list[NewRow] = []
    for row in rows:
        moved, new = _one_member(members[UUID(row["id"])], held[row["id"]], row["changes"], terms)
        undo[row["id"]]["moved"] = [_before(move.subscription) for move in moved]
        undo[row["id"]]["created"] = [str(one[0]) for one in new]
        moves += moved
        added += new
    move_all(moves, by)
    insert_rows(Subscription, NEW_SUBSCRIPTION, added)


def _held(rows: Sequence[PreviewRow]) -> dict[str, list[Subscription]]:
    held: dict[str, list[Subscription]] = defaultdict(list)
    found = Subscription.objects.listed().filter(member__in=[row["id"] for row in rows])
    for subscription in found.select_related("product").order_by("product", "starts_on"):
        held[str(subscription.member_id)].append(subscription)
    return held


def _one_member(
    member: Member, held: Sequence[Subscription], changes: Mapping[str, Sequence[str]], terms: Terms
) -> tuple[list[Move], list[NewRow]]:
    """What changes for one member: subscriptions to move, and new ones."""
    joined_on = as_date(changes["joined_on"][1]) if "joined_on" in changes else member.joined_on
    left_on = as_date(changes["left_on"][1]) if "left_on" in changes else member.left_on
    codes = {subscription.product.code for subscription in held}
    wanted = set(_codes(changes[SUBSCRIPTIONS][1])) if SUBSCRIPTIONS in changes else codes
    moves = [_ended(one, terms, left_on) for one in held if one.product.code not in wanted]
    if "left_on" in changes:
        state = terms.state_for(left_on)
        moves += [_kept(one, state, left_on) for one in held if one.product.code in wanted]
    new = [terms.new(member.pk, code, joined_on, left_on) for code in sorted(wanted - codes)]
    return moves, new


def _ended(subscription: Subscription, terms: Terms, left_on: date | None) -> Move:
    last = terms.last_day(subscription.starts_on, left_on)
    return Move(subscription, SubscriptionState.ENDED, subscription.starts_on, last)


def _kept(subscription: Subscription, state: str, left_on: date | None) -> Move:
    """It runs until the member leaves; one that would start after that never was."""
    starts_on = min(subscription.starts_on, left_on) if left_on else subscription.starts_on
    return Move(subscription, state, starts_on, left_on)


def _before(subscription: Subscription) -> dict[str, Any]:
    """What the subscription was, and the version it gets."""
    return {
        "id": str(subscription.pk),
        "state": subscription.state,
        "starts_on": dutch(subscription.starts_on),
        "ends_on": dutch(subscription.ends_on),
        "version": subscription.version + 1,
    }
