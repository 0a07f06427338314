"""What the page of a batch shows: before the start what would be made, and after it what became of each letter."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from backoffice.kit.heartbeat import worker_health
from backoffice.kit.paginator import CappedPaginator
from backoffice.kit.transitions import StepOption, step_options
from documents.actions.prepare_batch import Lacking, lacking
from documents.lifecycles.batch import LettersState
from documents.models import Batch, BatchItem, PrintRun
from documents.models.batch_item import ItemOutcome
from documents.rendering.pdf import is_available

PREVIEWED = 3
NAMED = 100
PER_PAGE = 50
# What asks for attention comes first.
TABS = (
    ItemOutcome.FAILED,
    ItemOutcome.REFUSED,
    ItemOutcome.LEFT_OUT,
    ItemOutcome.WAITING,
    ItemOutcome.MADE,
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One outcome: its name, how many, and whether it is open."""

    outcome: str
    title: str
    count: int
    is_open: bool


@dataclass
class BatchPage:
    """One batch as one user sees it; each piece queries when the template asks for it."""

    batch: Batch
    request: HttpRequest

    @cached_property
    def user(self) -> Any:
        """Who looks."""
        return self.request.user

    @property
    def may_change(self) -> bool:
        """Whether the batch is in this user's hands."""
        return self.batch.is_handled_by(self.user)

    @cached_property
    def items(self) -> Any:
        """The letters about what this user may see."""
        return self.batch.items.visible_to(self.user)

    @cached_property
    def steps(self) -> dict[str, StepOption]:
        """The steps that can be taken now, by name."""
        usable = [option for option in step_options(self.batch, self.user) if option.is_usable]
        return {option.name: option for option in usable}

    # --- before the start -----------------------------------------------------------------------------------------

    @cached_property
    def lacking(self) -> list[Lacking]:
        """The letters that lack something, with what and where to fill it in."""
        return lacking(self.batch, self.user)

    @cached_property
    def lacking_named(self) -> list[Lacking]:
        """As many of those as a page names."""
        return self.lacking[:NAMED]

    @cached_property
    def lacking_more(self) -> int:
        """How many more there are."""
        return len(self.lacking) - len(self.lacking_named)

    @cached_property
    def refused(self) -> list[BatchItem]:
        """What this user may not make."""
        return list(self.items.filter(outcome=ItemOutcome.REFUSED)[:NAMED])

    @cached_property
    def ready(self) -> int:
        """How many letters lack nothing."""
        return self.items.waiting().count() - len(self.lacking)

    @cached_property
    def previews(self) -> list[BatchItem]:
        """The first letters that lack nothing, to look at."""
        not_ready = {one.item.pk for one in self.lacking}
        first = self.items.waiting()[: PREVIEWED + len(not_ready)]
        return [item for item in first if item.pk not in not_ready][:PREVIEWED]

    @property
    def shows_pdf(self) -> bool:
        """Whether a preview opens in the browser; else it is a Word file."""
        return is_available()

    # --- after the start ------------------------------------------------------------------------------------------

    @property
    def is_running(self) -> bool:
        """Whether the page follows by itself."""
        return self.batch.state == LettersState.RUNNING

    @property
    def tried(self) -> int:
        """How far the bar is."""
        return self.batch.made + self.batch.failed

    @cached_property
    def worker_is_away(self) -> bool:
        """Whether the batch has to wait because nothing runs in the background."""
        return self.is_running and not worker_health().is_well

    @cached_property
    def tabs(self) -> list[Tab]:
        """The outcomes that occur, the open one marked."""
        counted = [(outcome, self.items.filter(outcome=outcome).count()) for outcome in TABS]
        found = [(outcome, count) for outcome, count in counted if count]
        asked = self.request.GET.get("outcome", "")
        first = next(iter(found), (ItemOutcome.MADE, 0))[0]
        opened = asked if asked in {outcome for outcome, _count in found} else first
        return [Tab(outcome.value, str(outcome.label), count, outcome == opened) for outcome, count in found]

    @cached_property
    def rows(self) -> Page[Any]:
        """The letters with the open outcome, a page at a time."""
        opened = next((tab.outcome for tab in self.tabs if tab.is_open), "")
        rows = self.items.filter(outcome=opened).order_by("position")
        return CappedPaginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))

    @cached_property
    def prints(self) -> list[PrintRun]:
        """The files for the printer that this user asked for."""
        return list(PrintRun.objects.of(self.batch).visible_to(self.user).for_list())

    @property
    def follows(self) -> bool:
        """Whether the page is loaded again by itself."""
        return self.is_running or any(run.is_unfinished for run in self.prints)

    @cached_property
    def unseen(self) -> int:
        """How many letters are about what this user may not see."""
        return self.batch.items.count() - self.items.count()

    @property
    def reads_letters(self) -> bool:
        """Whether this user opens letters by themselves."""
        return bool(self.user.has_perm("documents.view_issueddocument"))

    @cached_property
    def subject_route(self) -> str:
        """The name of the page of a subject; empty when it has none."""
        meta = apps.get_model(self.batch.letter.model_label)._meta
        name = f"admin:{meta.app_label}_{meta.model_name}_change"
        try:
            reverse(name, args=[self.batch.pk])
        except NoReverseMatch:
            return ""
        return name
