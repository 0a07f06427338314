"""The members as the list sees them: every value as the text that our own list writes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from backoffice.kit.exchange.cells import as_date
from backoffice.kit.exchange.layout import Column
from backoffice.kit.exchange.many import ManyTexts
from backoffice.kit.exchange.rows import CheckedRow, Key, RowKind, Stored, Values
from billing.member_list.names import SEPARATOR, SUBSCRIPTIONS
from billing.member_list.written import written_rows
from billing.models import Member, Product, Subscription

NUMBER: tuple[str, ...] = ("number",)
ORGANISATION = ("kvk", "branch")
FIXED = 3  # key, version and number come before what is asked


class MemberStore:
    """Answers what the comparison asks about members."""

    keys: tuple[tuple[str, ...], ...] = (NUMBER, ORGANISATION)

    def __init__(self) -> None:
        self.codes: dict[int, str] = dict(Product.objects.values_list("pk", "code"))
        self.places = {code: place for place, code in enumerate(self.codes.values())}
        self.listed: dict[tuple[str, str], int] = {}  # KvK and branch number of new members → row of the list

    def fetch(self, by: tuple[str, ...], keys: Sequence[Key], columns: Sequence[Column]) -> dict[Key, Stored]:
        """The members with these numbers, or with these KvK and branch numbers. Queries once or twice.

        Two members with the same KvK and branch number cannot be told apart: neither is given.
        """
        names = [column.key for column in columns]
        found = self.read(self._members(by, keys), names, by)
        if by == NUMBER:
            return dict(found)
        counted: dict[Key, list[Stored]] = defaultdict(list)
        for key, stored in found:
            counted[key].append(stored)
        return {key: same[0] for key, same in counted.items() if len(same) == 1}

    def read(
        self, members: QuerySet[Member], names: Sequence[str], by: Sequence[str] = NUMBER
    ) -> Iterable[tuple[Key, Stored]]:
        """Key and values of each member, in the order of the query set. Queries once or twice."""
        rows = list(written_rows(members, names, by))
        first = FIXED + len(by)
        if SUBSCRIPTIONS not in names:
            return [(row[FIXED:first], Stored(row[0], row[1], row[first:], row[2])) for row in rows]
        held = self._held([row[2] for row in rows])
        at = first + names.index(SUBSCRIPTIONS)
        return [
            (
                row[FIXED:first],
                Stored(row[0], row[1], (*row[first:at], held.get(row[2], ""), *row[at + 1 :]), row[2]),
            )
            for row in rows
        ]

    def rules(self, row: CheckedRow, values: Values) -> Iterable[tuple[str, str]]:
        """What a new member needs, and that nobody leaves before joining."""
        if row.kind is RowKind.NEW:
            yield from _needed(values)
        joined, left = as_date(values.get("joined_on", "")), as_date(values.get("left_on", ""))
        if joined and left and left < joined:
            yield "left_on", _("A member cannot leave before joining. Check both dates.")

    def remarks(self, rows: Sequence[CheckedRow]) -> None:
        """Warn where a number may belong to another organisation, or an organisation is there already."""
        for row in rows:
            old, new = row.changes.get("kvk", ("", ""))
            if old and new:
                text = _("The KvK number differs (%(old)s → %(new)s): this may be another organisation.")
                row.warnings.append(text % {"old": old, "new": new})
            elif "name" in row.changes and "city" in row.changes:
                row.warnings.append(_("Name and city both differ: this may be another organisation."))
        new_ones = [row for row in rows if row.kind is RowKind.NEW and row.values.get("kvk")]
        self._warn_of_doubles(new_ones)
        self._warn_of_twins(new_ones)

    def _warn_of_doubles(self, rows: Sequence[CheckedRow]) -> None:
        if not rows:
            return
        same = Member.objects.filter(kvk__in=ManyTexts([row.values["kvk"] for row in rows]))
        numbers = {(kvk, branch): number for kvk, branch, number in same.values_list(*ORGANISATION, "number")}
        for row in rows:
            number = numbers.get((row.values["kvk"], row.values.get("branch", "")))
            if number:
                text = _(
                    "Member %(number)s has the same KvK and branch number: this may be the same organisation."
                )
                row.warnings.append(text % {"number": number})

    def _warn_of_twins(self, rows: Sequence[CheckedRow]) -> None:
        """Two new members of one list with the same KvK and branch number."""
        for row in rows:
            first = self.listed.setdefault((row.values["kvk"], row.values.get("branch", "")), row.row)
            if first != row.row:
                text = _("Row %d has the same KvK and branch number: this may be the same organisation.")
                row.warnings.append(text % first)

    def _members(self, by: tuple[str, ...], keys: Sequence[Key]) -> QuerySet[Member]:
        if by == NUMBER:
            return Member.objects.filter(number__in=ManyTexts([key[0] for key in keys]))
        same_kvk = Member.objects.filter(kvk__in=ManyTexts([key[0] for key in keys]))
        return same_kvk.exclude(kvk="").exclude(branch="")

    def _held(self, numbers: Sequence[str]) -> dict[str, str]:
        """Member number → the codes of the subscriptions that the list names."""
        held: dict[str, set[str]] = defaultdict(set)
        found = Subscription.objects.listed().filter(member__number__in=ManyTexts(numbers)).order_by()
        for number, product in found.values_list("member__number", "product_id"):
            held[number].add(self.codes[product])
        known: dict[frozenset[str], str] = {}
        return {number: self._joined(frozenset(codes), known) for number, codes in held.items()}

    def _joined(self, codes: frozenset[str], known: dict[frozenset[str], str]) -> str:
        if codes not in known:
            known[codes] = SEPARATOR.join(sorted(codes, key=self.places.__getitem__))
        return known[codes]


def _needed(values: Values) -> Iterable[tuple[str, str]]:
    if not values.get("number"):
        yield "number", _("No single member has this KvK and branch number. Fill in the member number.")
    if not values.get("name"):
        yield "name", _("A new member needs a name.")
