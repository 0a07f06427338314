"""Plays one scene of a story: the answers as the story gives them, through the action or step that a user takes."""

import datetime as dt
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from docx import Document

from backoffice.accounts.models import User
from backoffice.demo.story import Character, Scene, Story
from backoffice.kit import clock
from backoffice.kit.transitions import perform
from billing.models import Member
from casework.actions.attachments import attach
from casework.actions.deadlines import agree_longer, extend, pause
from casework.actions.intake import take_in
from casework.intake import Intake, PartIntake, PartyIntake
from casework.models import Category, Complaint

# The answer of a step that is the day on which it is taken.
DAY_ASKED = {
    "record_contact": "contacted_on",
    "record_consent": "answered_on",
    "withdraw": "withdrawn_on",
    "close": "closed_on",
}


def take_in_story(
    story: Story, received_on: dt.date, users: Mapping[str, User], member: Member | None
) -> Complaint:
    """Take a complaint in as its coordinator does, or as the complainant does in the portal."""
    is_own = story.channel == "portal"
    flags: dict[str, Any] = dict.fromkeys(story.flags, True)
    complaint = take_in(
        Intake(
            channel=story.channel,
            received_on=received_on,
            received_at=clock.now(),
            incident_on=received_on - dt.timedelta(days=story.incident_before),
            member=member,
            narrative=story.narrative,
            wish=story.wish,
            parties=tuple(_parties(story, users)),
            parts=tuple(_part(category, text) for category, text in story.parts),
            **flags,
        ),
        by=users[story.login if is_own else story.coordinator],
    )
    if story.officer:
        # Choosing the officer is a later step of the procedure; in the story it was done at once.
        complaint.officer = users[story.officer]
        complaint.save(update_fields=["officer"])
    return complaint


def play(scene: Scene, complaint: Complaint, story: Story, users: Mapping[str, User]) -> None:
    """Let one scene happen now."""
    by = users[story.coordinator]
    special = SPECIAL.get(scene.does)
    if special:
        special(complaint, scene.answers, by)
    else:
        complaint.refresh_from_db()
        perform(complaint, scene.does, by=by, **_answers(scene))


def _answers(scene: Scene) -> dict[str, Any]:
    answers = dict(scene.answers)
    outcomes = answers.pop("outcomes", [])
    answers |= {f"part_{number}": outcome for number, outcome in enumerate(outcomes, 1)}
    if scene.does in DAY_ASKED:
        answers[DAY_ASKED[scene.does]] = clock.today()
    return answers


def _parties(story: Story, users: Mapping[str, User]) -> list[PartyIntake]:
    account = users[story.login] if story.login else None
    own_capacity = "relative" if "client" in story.others else "self"
    complainant = _party("complainant", story.complainant, capacity=own_capacity, user=account)
    return [complainant, *(_party(role, somebody) for role, somebody in story.others.items())]


def _party(role: str, somebody: Character, **more: Any) -> PartyIntake:
    if role in {"representative", "agent"}:
        more |= {"has_authority": True, "authority_checked_on": clock.today()}
    return PartyIntake(role=role, name=somebody.name, **somebody.details, **more)


def _part(category: str, text: str) -> PartIntake:
    return PartIntake(text=text, category=Category.objects.get(code=category))


def _attach(complaint: Complaint, answers: Mapping[str, Any], by: User) -> None:
    page = BytesIO()
    document = Document()
    document.add_paragraph(answers["text"])
    document.save(page)
    attach(complaint, ContentFile(page.getvalue(), answers["name"]), by)


def _pause(complaint: Complaint, answers: Mapping[str, Any], by: User) -> None:
    pause(complaint.deadlines.open().get(key=answers["clock"]), answers["reason"], by)


def _extend(complaint: Complaint, answers: Mapping[str, Any], by: User) -> None:
    extend(complaint.deadlines.open().get(key=answers["clock"]), answers["reason"], by)


def _agree_longer(complaint: Complaint, answers: Mapping[str, Any], by: User) -> None:
    until = clock.today() + dt.timedelta(days=answers["for_days"])
    agree_longer(complaint.deadlines.open().get(key=answers["clock"]), until, answers["reason"], by)


SPECIAL: Mapping[str, Callable[[Complaint, Mapping[str, Any], User], None]] = {
    "agree_longer": _agree_longer,
    "attach": _attach,
    "extend": _extend,
    "pause": _pause,
}
