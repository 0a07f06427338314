"""The member list as django-import-export and the commands write it: the columns that the import reads."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from import_export.resources import ModelResource
from tablib import Dataset

from backoffice.kit.exchange.cells import as_date
from backoffice.kit.exchange.diff import CHUNK
from backoffice.kit.exchange.many import ManyTexts
from backoffice.kit.exchange.sniff import FileKind
from backoffice.kit.exchange.writing import ListRow, write_list
from billing.member_list.names import COLUMN_HEADERS, DATES
from billing.member_list.store import MemberStore
from billing.models import Member, Product

HEADER = [dutch for dutch, _english in COLUMN_HEADERS.values()]


def write_members(kind: FileKind, members: QuerySet[Member]) -> bytes:
    """The members as a list that can be imported again unchanged."""
    return write_list(kind, _("Members"), HEADER, member_rows(members))


def member_rows(members: QuerySet[Member]) -> Iterator[ListRow]:
    """One row per member by number, dates as dates. Queries twice per `CHUNK` members."""
    names = list(COLUMN_HEADERS)
    numbers = list(members.order_by("number").values_list("number", flat=True))
    for start in range(0, len(numbers), CHUNK):
        chunk = Member.objects.filter(number__in=ManyTexts(numbers[start : start + CHUNK]))
        for _key, stored in MemberStore().read(chunk, names):
            yield [
                as_date(text) if name in DATES else text
                for name, text in zip(names, stored.values, strict=True)
            ]


class MemberResource(ModelResource):
    """Members, in the columns of the member list."""

    class Meta:
        model = Member
        fields = list(COLUMN_HEADERS)

    def export(self, queryset: QuerySet[Member] | None = None, **_kwargs: Any) -> Dataset:
        """The members as a data set."""
        chosen = queryset if queryset is not None else Member.objects.none()
        rows = member_rows(Member.objects.filter(pk__in=chosen.order_by().values("pk")))
        return Dataset(*rows, headers=HEADER, title=_("Members"))


class ProductResource(ModelResource):
    """Products, by their code; for small corrections of names and order."""

    class Meta:
        model = Product
        fields = ("code", "name", "description", "kind", "order", "is_active")
        import_id_fields = ("code",)
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True

    def after_init_instance(self, instance: Product, new: bool, row: Any, **kwargs: Any) -> None:
        """Only what exists is corrected; a mistyped code makes no new product."""
        if new:
            raise ValidationError({"code": _("There is no product “%s”.") % row.get("code", "")})
