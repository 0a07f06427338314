"""The complaints list beside a stock ModelAdmin with the same columns, at any size: pages, filters and searches."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.test import RequestFactory

from backoffice.kit import clock
from casework.models import Category, Complaint
from tests.benchmarks.complaint_rows import TODAY, OfficeRows, fill, set_up, without_list_indexes
from tests.benchmarks.result import Result

TARGET_RATIO = 30
AT_MOST_SECONDS = 0.3
GROWTH_AT_MOST = 1.5
TIMES = 5
PEER_TIMES = 3
PATIENCE_SECONDS = 5  # what takes the peer longer is not asked of it again


class StockComplaintAdmin(admin.ModelAdmin):
    """The same columns as one writes them by the manual, on a table without the indexes of our list."""

    list_display = (
        "number",
        "state",
        "member_name",
        "complainant_name",
        "next_date",
        "handler",
        "received_on",
    )
    list_filter = ("state", "channel", "procedure", "is_calamity", "parts__category")
    list_select_related = ("member", "officer", "coordinator")
    list_per_page = 50
    search_fields = ("number", "parties__name", "member__name", "member__number")

    def member_name(self, complaint: Complaint) -> str:
        return complaint.member.name if complaint.member else ""

    def complainant_name(self, complaint: Complaint) -> str:
        return str(complaint.complainant)

    def next_date(self, complaint: Complaint) -> str:
        return str(complaint.deadlines.running().order_by("due_on").first())

    def handler(self, complaint: Complaint) -> str:
        return str(complaint.officer or complaint.coordinator)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a person asks of the list, in the words of either admin."""

    name: str
    ours: Mapping[str, str]
    stock: Mapping[str, str]


def questions() -> list[Question]:
    """Pages, filters and searches; the searches take what stands in the middle of the list."""
    middle: Any = Complaint.objects.order_by("received_on")[Complaint.objects.count() // 2]
    searches = {
        "number": middle.number,
        "name": middle.complainant.name,
        "member": middle.member.name,
        "member number": middle.member.number,
        "common word": "thuiszorg",
        "nothing": "qqqxyz",
    }
    return [
        Question("first page", {}, {}),
        Question("filter on state", {"state": "mediation"}, {"state__exact": "mediation"}),
        Question(
            "filter on category",
            {"category": "c3"},
            {"parts__category__id__exact": str(Category.objects.get(code="c3").pk)},
        ),
        Question("filter on channel", {"channel": "telephone"}, {"channel__exact": "telephone"}),
        Question("filter on calamities", {"flag": "is_calamity"}, {"is_calamity__exact": "1"}),
        *(Question(f"search: {name}", {"q": text}, {"q": text}) for name, text in searches.items()),
    ]


def run(rows: int) -> list[Result]:
    """Measure at a tenth of the size, then at the whole of it; the pages of both admins through their views."""
    with clock.at(TODAY):
        office = set_up()
        fill(office, max(rows // 10, 1))
        small = _seconds(_ours(), office, {}, TIMES)
        fill(office, rows, after=max(rows // 10, 1))
        asked = questions()
        ours = [_seconds(_ours(), office, question.ours, TIMES) for question in asked]
        growth = _growth(small, office, rows)
        with without_list_indexes():
            stock = [_peer_seconds(office, question) for question in asked]
        measured = zip(asked, ours, stock, strict=True)
        return [*(_result(one, mine, theirs, rows) for one, mine, theirs in measured), growth]


def _result(question: Question, ours: float, stock: float, rows: int) -> Result:
    name = f"complaints list, {question.name}"
    return Result(name, ours, stock, TARGET_RATIO, f"{rows:,} rows", AT_MOST_SECONDS)


def _growth(small: float, office: OfficeRows, rows: int) -> Result:
    """Ours at the whole size, beside as much as it may have become from a tenth of the size."""
    name = f"complaints list, first page at most {GROWTH_AT_MOST} × that of a tenth of the size"
    large = _seconds(_ours(), office, {}, TIMES)
    return Result(name, large, small * GROWTH_AT_MOST, 1, f"{rows:,} rows", AT_MOST_SECONDS)


def _stock() -> Any:
    return StockComplaintAdmin(Complaint, admin.AdminSite())


def _ours() -> Any:
    return admin.site.get_model_admin(Complaint)


def _seconds(model_admin: Any, office: OfficeRows, asked: Mapping[str, str], times: int) -> float:
    """The quickest of so many times, after one to warm up; the whole page, written out."""
    if times > 1:
        _page(model_admin, office, asked)
    return min(_timed(model_admin, office, asked) for _ in range(times))


def _peer_seconds(office: OfficeRows, question: Question) -> float:
    """The quickest of a few times for the peer too, unless one takes long: then a cold start is nothing beside it."""
    first = _seconds(_stock(), office, question.stock, 1)
    if first > PATIENCE_SECONDS:
        return first
    return min(first, _seconds(_stock(), office, question.stock, PEER_TIMES))


def _timed(model_admin: Any, office: OfficeRows, asked: Mapping[str, str]) -> float:
    started = time.perf_counter()
    _page(model_admin, office, asked)
    return time.perf_counter() - started


def _page(model_admin: Any, office: OfficeRows, asked: Mapping[str, str]) -> None:
    request: HttpRequest = RequestFactory().get("/", asked)
    request.user = office.coordinator
    answer = model_admin.changelist_view(request)
    answer.render()
