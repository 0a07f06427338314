"""Members read as the texts that our own list writes, made by the database: no model, no date, no key is built."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Expression, F, FilteredRelation, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

from billing.member_list.names import CONTACT, DATES, SEPARATOR, SUBSCRIPTIONS
from billing.models import ContactRole, Member


class DutchDay(Func):
    """A date as ``dd-mm-yyyy``; none as an empty text."""

    template = "COALESCE(to_char(%(expressions)s, 'DD-MM-YYYY'), '')"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """As SQLite formats a date."""
        template = "COALESCE(strftime('%%%%d-%%%%m-%%%%Y', %(expressions)s), '')"
        return super().as_sql(compiler, connection, template=template, **context)


EMPTY = Value("", output_field=TextField())
# What is not simply a column of the member; the subscriptions come from a query of their own.
WRITTEN: Mapping[str, Expression | F] = {
    CONTACT: Coalesce("general__name", EMPTY, output_field=TextField()),
    SUBSCRIPTIONS: EMPTY,
    "laws": Func("laws", Value(SEPARATOR), function="TRIM", output_field=TextField()),
    **{name: DutchDay(name) for name in DATES},
}


def written_rows(members: QuerySet[Member], names: Sequence[str], by: Sequence[str]) -> QuerySet[Any, Any]:
    """Per member: key, version, number, what it is asked by, and the columns; subscriptions are left empty."""
    general = FilteredRelation("contacts", condition=Q(contacts__role=ContactRole.GENERAL))
    asked = {f"written_{name}": written for name, written in WRITTEN.items() if name in names}
    joined = members.annotate(general=general, written_id=Cast("id", TextField()), **asked)
    columns = [f"written_{name}" if name in WRITTEN else name for name in names]
    return joined.order_by("number").values_list("written_id", "version", "number", *by, *columns)
