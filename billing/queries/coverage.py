"""Whether a member is covered: for what, since when, and what its care laws ask for besides."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from billing.rules.required_services import required

if TYPE_CHECKING:
    from billing.models import Member


@dataclass(frozen=True, slots=True)
class Cover:
    """What a member had on a day: membership, and the codes of the products in force."""

    is_member: bool
    products: tuple[str, ...]

    @property
    def is_covered(self) -> bool:
        """A member with at least one product in force."""
        return self.is_member and bool(self.products)


def cover_on(member: "Member", day: date) -> Cover:
    """What the member had on this day. Queries once."""
    held = (
        member.subscriptions.in_force_on(day)
        .order_by("product__order")
        .values_list("product__code", flat=True)
    )
    return Cover(is_member=is_member_on(member, day), products=tuple(dict.fromkeys(held)))


def missing_services(member: "Member", on: date) -> set[str]:
    """The codes of the products that the member's care laws ask for and that it does not have. Queries once."""
    return required(member.laws) - set(cover_on(member, on).products)


def missing_names(member: "Member", on: date) -> list[str]:
    """The names of the missing services, in the order of the products. Queries twice."""
    missing = missing_services(member, on)
    product: Any = member.subscriptions.model._meta.get_field("product").related_model
    names = dict(product.objects.filter(code__in=missing).values_list("code", "name"))
    return [*names.values(), *sorted(missing - set(names))]


def is_member_on(member: "Member", day: date) -> bool:
    """Whether it was a member on this day; the last day counts, an unknown first day counts as always."""
    has_joined = member.joined_on is None or member.joined_on <= day
    return has_joined and (member.left_on is None or member.left_on >= day)
