"""A question about many values as one parameter of a query, instead of one parameter each."""

import json
from collections.abc import Sequence
from typing import Any

from django.db.models import Expression, TextField


class ManyTexts(Expression):
    """``number__in=ManyTexts(numbers)``: however many there are, and nothing is prepared value by value."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__(output_field=TextField())
        self.texts = list(texts)

    def as_sqlite(self, _compiler: Any, _connection: Any, **_context: Any) -> tuple[str, list[Any]]:
        """The values as rows of a JSON list."""
        return "(SELECT value FROM json_each(%s))", [json.dumps(self.texts)]

    def as_postgresql(self, _compiler: Any, _connection: Any, **_context: Any) -> tuple[str, list[Any]]:
        """The values as rows of an array."""
        return "(SELECT unnest(%s::text[]))", [self.texts]
