"""Every address of the house, found by walking the URL patterns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django_fsm import FSMFieldMixin

from documents.kinds import kinds

OBJECT_KEY = "object_id"


@dataclass(frozen=True, slots=True)
class Route:
    """One URL pattern: its full name, the names of its arguments, and the model whose page it is."""

    name: str
    pattern: str
    arguments: frozenset[str]
    label: str = ""
    page: str = ""

    @property
    def is_of_object(self) -> bool:
        """Whether the address names one object."""
        return OBJECT_KEY in self.arguments and bool(self.label)


def all_routes() -> list[Route]:
    """Every URL pattern with a name."""
    return [_with_model(route) for route in _walk(get_resolver().url_patterns, "", "") if route.name]


def nameless_patterns() -> set[str]:
    """The URL patterns without a name, as text."""
    return {route.pattern for route in _walk(get_resolver().url_patterns, "", "") if not route.name}


def _walk(patterns: list[Any], namespace: str, before: str) -> Iterator[Route]:
    for entry in patterns:
        text = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            deeper = f"{entry.namespace}:" if entry.namespace else ""
            yield from _walk(entry.url_patterns, namespace + deeper, text)
        elif isinstance(entry, URLPattern):
            name = f"{namespace}{entry.name}" if entry.name else ""
            yield Route(name, text, frozenset(entry.pattern.regex.groupindex))


def _with_model(route: Route) -> Route:
    for model in admin.site._registry:
        start = f"admin:{model._meta.app_label}_{model._meta.model_name}_"
        if route.name.startswith(start):
            return Route(
                route.name, route.pattern, route.arguments, model._meta.label, route.name.removeprefix(start)
            )
    return route


def addresses_of(route: Route, subject: Any) -> list[str]:
    """The addresses of a page of one object; one for each value that a further argument can have."""
    further = sorted(route.arguments - {OBJECT_KEY})
    values = [VALUES[argument](subject) for argument in further]
    return [
        reverse(route.name, kwargs={OBJECT_KEY: subject.pk, **dict(zip(further, chosen, strict=True))})
        for chosen in product(*values)
    ]


def steps_of(model: Any) -> list[str]:
    """The names of a model's steps."""
    field = next(one for one in model._meta.get_fields() if isinstance(one, FSMFieldMixin))
    return sorted({transition.name for transition in field.get_all_transitions(model)})


def _letters(subject: Any) -> list[str]:
    return [key for key, kind in kinds.items() if kind.model_label == subject._meta.label_lower]


# What further arguments of an address can be; a page with another one fails until it is named here.
VALUES: dict[str, Callable[[Any], list[Any]]] = {
    "step": lambda subject: steps_of(type(subject)),
    "kind": _letters,
    "file": lambda subject: list(subject.attachments.values_list("pk", flat=True)),
}
