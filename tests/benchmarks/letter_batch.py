"""Letters of a batch made, stored, hashed, linked and told in the history, beside docxtpl and a save for each.

The peer does what docxtpl's manual shows, for every letter: open the template, render, save; then it creates the row of
the letter and of the history and saves the item. Ours is everything from the choice to the last letter: who may,
what is missing, the start, and the worker.
"""

import datetime as dt
import hashlib
import io
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.db.models import QuerySet
from django_q.models import OrmQ
from docxtpl import DocxTemplate
from jinja2 import Environment

from backoffice.accounts.models import User
from backoffice.accounts.roles import Role
from backoffice.kit.history import Category, record
from backoffice.kit.transitions import perform
from billing.models import Member
from casework.models import Category as Subject
from casework.models import Complaint, ComplaintEvent, Deadline, Part, Party, Procedure
from documents.actions.issue import issue
from documents.actions.prepare_batch import page_key, prepare
from documents.actions.run_batch import run_batch
from documents.actions.shipped import load_shipped_templates
from documents.kinds import kinds
from documents.models import Batch, BatchItem, IssuedDocument, TemplateVersion
from documents.models.batch_item import ItemOutcome
from documents.rendering.formats import IN_DUTCH
from tests.benchmarks.result import Result

TARGET = 15
KIND = "acknowledgement"
ON = dt.date(2026, 3, 24)
CLOCKS = ("first_contact", "officer_handling", "procedure")
# So many letters say as much about the peer as all of them would.
PEER_LETTERS = 200


def run(rows: int) -> list[Result]:
    """Make the complaints; issue them as a batch, and some of them as the peer does, counted up to all."""
    load_shipped_templates()
    by = _coordinator()
    complaints = make_complaints(rows, by)
    issue(KIND, complaints[0], by)  # a worker that runs is warm
    ours = _seconds(lambda: as_a_batch(by))
    _check(rows)
    some = complaints[:PEER_LETTERS]
    batch = _prepared(Complaint.objects.filter(pk__in=[one.pk for one in some]), by, "peer")
    peer = _seconds(lambda: one_by_one(batch, by)) / len(some) * rows
    return [Result("letters of a batch", ours, peer, TARGET, f"{rows:,} letters")]


def as_a_batch(by: User) -> None:
    """From the choice to the last letter."""
    batch = _prepared(Complaint.objects.order_by("number"), by, "ours")
    perform(batch, "start", by=by)
    run_batch(batch.pk, seconds=3600)


def one_by_one(batch: Batch, by: User) -> None:
    """As docxtpl's manual and Django's tutorial do it."""
    template = TemplateVersion.objects.of_kind(KIND).active().get()
    kind, path = kinds.get(KIND), str(kinds.get(KIND).template)
    environment = Environment(autoescape=True)
    environment.filters.update(IN_DUTCH.filters)
    for item in batch.items.all():
        complaint = Complaint.objects.get(pk=item.subject_id)
        values, result = kind.build_context(complaint), io.BytesIO()
        word = DocxTemplate(path)
        word.render(values, environment)
        word.save(result)
        content = result.getvalue()
        letter = IssuedDocument.objects.create(
            kind=KIND,
            template_version=template,
            model_label=kind.model_label,
            subject_id=complaint.pk,
            subject_name=str(complaint),
            title=str(kind.title),
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            data=values,
            issued_by=by,
        )
        record(
            complaint, "letter_issued", by=by, category=Category.LETTER, answers={"document": str(letter.pk)}
        )
        item.outcome, item.document = ItemOutcome.MADE, letter
        item.save()


def make_complaints(number: int, by: User) -> list[Complaint]:
    """Registered complaints with everything that an acknowledgement tells. Writes."""
    member = Member.objects.create(number="L1", name="Thuiszorg De Brug", procedure="wkkgz")
    procedure = Procedure.objects.filter(key="wkkgz").first() or Procedure.objects.first()
    complaints = Complaint.objects.bulk_create(
        Complaint(
            number=f"K2026-{index:05}",
            state="registered",
            channel="email",
            received_on=ON,
            registered_on=ON,
            member=member,
            procedure=procedure,
            coordinator=by,
            narrative="De zorgverlener kwam drie keer niet opdagen.",
        )
        for index in range(1, number + 1)
    )
    _add_people_parts_and_clocks(complaints)
    return complaints


def _add_people_parts_and_clocks(complaints: list[Complaint]) -> None:
    about = Subject.objects.first()
    Party.objects.bulk_create(
        Party(
            complaint=one,
            role="complainant",
            name=f"Janneke Jansen-{index} & Zn",
            street="Kerkstraat",
            house_number="1",
            postcode="7511 AB",
            city="Enschede",
            capacity="self",
        )
        for index, one in enumerate(complaints)
    )
    Part.objects.bulk_create(
        Part(complaint=one, number=number, category=about, text="Afspraken worden niet nagekomen. " * 3)
        for one in complaints
        for number in (1, 2, 3)
    )
    Deadline.objects.bulk_create(
        Deadline(complaint=one, key=key, started_on=ON, due_on=ON + dt.timedelta(weeks=weeks), **_rule(key))
        for one in complaints
        for weeks, key in enumerate(CLOCKS, start=1)
    )


def _rule(key: str) -> dict[str, Any]:
    model: Any = Deadline._meta.get_field("rule").related_model
    rule = model.objects.filter(key=key).first() or model.objects.first()
    return {"rule": rule}


def _coordinator() -> User:
    user = User.objects.create(email="benchmark@example.org", name="Benchmark", is_staff=True)
    user.set_roles([Role.COORDINATOR])
    return user


def _prepared(chosen: QuerySet[Complaint], by: User, seen: str) -> Batch:
    return prepare(kinds.get(KIND), chosen, by, key=page_key(seen))


def _check(rows: int) -> None:
    batch = Batch.objects.get()
    assert (batch.state, batch.made, BatchItem.objects.made().count()) == ("done", rows, rows)
    assert IssuedDocument.objects.filter(batch_item__isnull=False).count() == rows
    assert ComplaintEvent.objects.filter(name="letter_issued").count() == rows + 1
    OrmQ.objects.all().delete()


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
