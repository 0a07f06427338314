"""Tells the story: everything that happens, in the order of time, each through the door that a user takes."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from backoffice.accounts.models import User
from backoffice.demo.days import moment, receipt_day, scene_day
from backoffice.demo.people import make_people
from backoffice.demo.scenes import play, take_in_story
from backoffice.demo.story import Story, read_stories
from backoffice.kit import clock
from backoffice.kit.calendar import previous_working_day
from backoffice.kit.holidays import dutch_free_day
from backoffice.kit.refusals import Refused
from billing.actions.member_import import check_list, confirm
from billing.models import Member
from casework.actions.closures import save_closure
from casework.actions.sweep import sweep
from casework.models import Complaint, OfficeClosure
from documents.actions.dispatch import dispatch
from documents.actions.issue import issue_waiting
from documents.models import OutgoingMail

FIXTURES = settings.BASE_DIR / "fixtures" / "demo"
MEMBER_LIST = FIXTURES / "ledenlijst-2026.csv"
COMPLAINTS = FIXTURES / "complaints.json"
DAYS_OF_REMINDERS = 12
EARLY = dt.timedelta(hours=7)
SCENES_AT_MOST = 100


@dataclass(frozen=True, slots=True, order=True)
class Happening:
    """One thing at one moment; ``order`` keeps apart what happens in the same moment."""

    at: dt.datetime
    order: int
    act: Callable[[], None] = field(compare=False)


@dataclass(slots=True)
class Cast:
    """Who and what the stories speak of."""

    users: Mapping[str, User]
    members: Mapping[str, Member]
    complaints: dict[int, Complaint] = field(default_factory=dict)


def is_empty() -> bool:
    """Whether nobody works here yet: no user, no member, no complaint. Queries."""
    return not (User.objects.exists() or Member.objects.exists() or Complaint.objects.exists())


def tell() -> dict[str, int]:
    """Fill an empty database with the demonstration, up to this moment. One transaction; `send_mails` after it.

    Raises `Refused` when DEBUG is off or something is there already; then nothing was changed.
    """
    refuse_elsewhere()
    today, now = clock.today(), clock.now()
    stories = read_stories(COMPLAINTS)
    with transaction.atomic():
        users = make_people(today)
        first_day = min(receipt_day(story, today, dutch_free_day()) for story in stories)
        with clock.at(first_day - dt.timedelta(days=30)):
            members = _bring_in_members(users["finance"])
            _close_office(today, users["administrator"])
        cast = Cast(users, members)
        for happening in sorted(_happenings(stories, cast, today, now)):
            with clock.at(happening.at):
                happening.act()
                issue_waiting()
    return {"users": len(users), "members": len(members), "complaints": len(cast.complaints)}


def send_mails() -> None:
    """Each mail of the story at the moment at which it was queued. What cannot be sent now waits for the worker.

    Must not run in a transaction.
    """
    for pk, queued_at in (
        OutgoingMail.objects.due(clock.now()).order_by("queued_at").values_list("pk", "queued_at")
    ):
        with clock.at(queued_at):
            dispatch(pk)


def refuse_elsewhere() -> None:
    """Raise `Refused` when DEBUG is off or the database is not empty."""
    if not settings.DEBUG:
        raise Refused(_("The demo is for one's own machine only: DEBUG is off. Nothing was changed."))
    if not is_empty():
        raise Refused(
            _("There is data here already; the demo starts on an empty database. Nothing was changed.")
        )


def _bring_in_members(by: User) -> dict[str, Member]:
    batch = check_list(MEMBER_LIST, MEMBER_LIST.name, by=by)
    confirm(batch, by=by)
    return {member.number: member for member in Member.objects.all()}


def _close_office(today: dt.date, by: User) -> None:
    """Two days around the turn of the year, and a study day that many terms run over."""
    new_year = dt.date(today.year + 1, 1, 1)
    turn = OfficeClosure(
        starts_on=new_year - dt.timedelta(days=2),
        ends_on=new_year - dt.timedelta(days=1),
        reason=_("Turn of the year"),
    )
    study = previous_working_day(today + dt.timedelta(days=12), dutch_free_day())
    save_closure(turn, by)
    save_closure(OfficeClosure(starts_on=study, ends_on=study, reason=_("Study day of the whole team")), by)


def _happenings(stories: list[Story], cast: Cast, today: dt.date, now: dt.datetime) -> Iterator[Happening]:
    free = OfficeClosure.objects.free_day()
    for case, story in enumerate(stories):
        received = receipt_day(story, today, free)
        start = partial(_begin, cast, case, story, received)
        yield Happening(moment(received, case, 0, now), case * SCENES_AT_MOST, start)
        for number, scene in enumerate(story.scenes, 1):
            act = partial(_continue, cast, case, story, scene)
            day = scene_day(story, scene, today, free)
            yield Happening(moment(day, case, number, now), case * SCENES_AT_MOST + number, act)
    for back in range(DAYS_OF_REMINDERS, -1, -1):
        day = today - dt.timedelta(days=back)
        yield Happening(min(now, clock.start_of(day) + EARLY), -back - 1, partial(_sweep, day))


def _begin(cast: Cast, case: int, story: Story, received: dt.date) -> None:
    cast.complaints[case] = take_in_story(story, received, cast.users, cast.members.get(story.member))


def _continue(cast: Cast, case: int, story: Story, scene: Any) -> None:
    play(scene, cast.complaints[case], story, cast.users)


def _sweep(day: dt.date) -> None:
    sweep(day)
