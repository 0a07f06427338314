"""What our own templates need beyond Django's tags: small drawings, and words about the user."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.contrib.admin.views.main import ChangeList

from backoffice.accounts.roles import Role
from backoffice.kit.admin.choices import choice_items
from backoffice.kit.admin.lines import list_context
from backoffice.kit.panels import Fact

register = template.Library()

BAR_STEP, BAR_WIDTH = 78, 40  # pixels: from bar to bar, and of a bar
BAR_TOP, BAR_FOOT = 16, 72  # pixels from above: the highest top, the base line


@register.filter
def role_names(user: Any) -> str:
    """The roles of a user in words."""
    return ", ".join(str(role.label) for role in Role if role.value in user.role_keys)


@register.inclusion_tag("admin/change_list_results.html")
def list_lines(changes: ChangeList) -> Mapping[str, Any]:
    """The table of a list. Queries what its columns query."""
    return list_context(changes)


@register.inclusion_tag("admin/filter.html")
def list_filter(changes: ChangeList, spec: Any) -> Mapping[str, Any]:
    """A filter of a list, with what is chosen in it; the first choice is "all", unless it says that it narrows."""
    first, *others = choices = list(spec.choices(changes))
    narrowing = [first, *others] if first.get("narrows") else others
    chosen = [choice["display"] for choice in narrowing if choice["selected"]]
    return {"title": spec.title, "items": choice_items(choices), "chosen": chosen}


@register.inclusion_tag("admin/office/bars.html")
def bars(facts: Sequence[Fact], title: str) -> dict[str, Any]:
    """Bars beside each other, the highest as high as there is room; the numbers stand above them."""
    highest = max((int(fact.value) for fact in facts), default=0) or 1
    drawn = [_bar(index, fact, highest) for index, fact in enumerate(facts)]
    listed = ", ".join(f"{fact.label}: {fact.value}" for fact in facts)
    return {"bars": drawn, "width": BAR_STEP * len(drawn), "summary": f"{title}: {listed}"}


def _bar(index: int, fact: Fact, highest: int) -> dict[str, Any]:
    height = round((BAR_FOOT - BAR_TOP) * int(fact.value) / highest) or 1
    left = index * BAR_STEP + (BAR_STEP - BAR_WIDTH) // 2
    return {
        "label": fact.label,
        "value": fact.value,
        "url": fact.url,
        "x": left,
        "middle": left + BAR_WIDTH // 2,
        "y": BAR_FOOT - height,
        "value_y": BAR_FOOT - height - 4,
        "height": height,
    }
