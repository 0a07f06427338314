"""A column that keeps other columns in the form in which they are searched."""

from typing import Any

from django.db import models

from backoffice.kit.search_index import folded


class SearchTextField(models.TextField):
    """Filled from its sources at every save, so that one indexed column answers the search."""

    def __init__(self, *args: Any, sources: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.sources = sources
        super().__init__(*args, **{"editable": False, "default": "", **kwargs})

    def deconstruct(self) -> Any:
        """The same field for a migration, sources included."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "sources": self.sources}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """The text as it is stored now."""
        text = search_text(getattr(model_instance, source) for source in self.sources)
        setattr(model_instance, self.attname, text)
        return text


def search_text(values: Any) -> str:
    """Several values as one searchable text."""
    return folded(" ".join(values))
