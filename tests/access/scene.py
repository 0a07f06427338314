"""One office with somebody in every role, and objects that are theirs, a colleague's, or nobody's."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from auditlog.models import LogEntry
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django_q.models import Failure

from backoffice.accounts.models import User
from backoffice.accounts.roles import Role
from backoffice.audit.actions import log
from backoffice.audit.models import Action, AuditEvent
from backoffice.kit import clock
from billing.models import ImportBatch, ImportMapping, Member, Product, Subscription
from casework.actions.attachments import attach
from casework.actions.intake import PartIntake
from casework.models import Category, ClockRule, Complaint, Deadline, OfficeClosure, Procedure
from documents.actions.issue import issue
from documents.actions.prepare_batch import page_key, prepare
from documents.kinds import kinds
from documents.models import (
    Batch,
    EditedLetter,
    IssuedDocument,
    LetterOrder,
    MailText,
    OutgoingMail,
    TemplateVersion,
)
from tests.factories.casework import complainant_party, load_casework_reference, make_complaint, make_informal
from tests.factories.people import make_user
from tests.factories.shipped import templates_in_use

# Strings that stand in confidential fields only; whoever may not read the complaint must never be shown one.
NARRATIVE = "canarieverhaal-4481"
WISH = "canariewens-4482"
PART = "canarieonderdeel-4483"
PERSON = "Canaria Klager-4484"
MAIL_TEXT = "canariebrief-4485"
TASK_ARGUMENT = "canarieargument-4486"
FILE = "canariebestand-4487"
CANARIES = (NARRATIVE, WISH, PART, PERSON, MAIL_TEXT, TASK_ARGUMENT, FILE)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@dataclass
class Scene:
    """The people by role, and the objects by model label and name."""

    people: dict[str, User] = field(default_factory=dict)
    objects: dict[str, dict[str, models.Model]] = field(default_factory=dict)

    def of(self, label: str) -> dict[str, models.Model]:
        """The objects of a model by name."""
        return self.objects[label]


def build_scene() -> Scene:
    """Everything, through the doors that people use where there are such doors. Writes."""
    load_casework_reference()
    templates_in_use()
    scene = Scene(people={role: make_user(role) for role in Role.values})
    complaints = _complaints(scene.people)
    scene.objects["casework.Complaint"] = dict(complaints)
    scene.objects["documents.Batch"] = _letter_batches(complaints, scene.people)
    for label, make in OF_COMPLAINT.items():
        scene.objects[label] = {name: make(one) for name, one in complaints.items() if name != "of_nobody"}
    for label, make_any in ON_ITS_OWN.items():
        scene.objects[label] = {"any": make_any()}
    scene.objects["documents.IssuedDocument"]["of_member"] = letter = _letter_of_member()
    scene.objects["documents.OutgoingMail"]["of_member"] = _mail(Member.objects.get(pk=letter.subject_id))
    return scene


def _letter_batches(complaints: dict[str, Complaint], people: dict[str, User]) -> dict[str, models.Model]:
    """Each of one letter, put together by whoever may make it."""
    colleague = complaints["of_colleagues"].coordinator
    return {
        "of_coordinator": _letter_batch(complaints["assigned"], people[Role.COORDINATOR]),
        "of_officer": _letter_batch(complaints["assigned"], people[Role.OFFICER]),
        "of_colleague": _letter_batch(complaints["of_colleagues"], colleague),
    }


def _letter_batch(complaint: Complaint, by: User | None) -> Batch:
    chosen = Complaint.objects.filter(pk=complaint.pk)
    return prepare(kinds.get("acknowledgement"), chosen, by, key=page_key("scene"))


def _complaints(people: dict[str, User]) -> dict[str, Complaint]:
    coordinator, colleague = people[Role.COORDINATOR], make_user(Role.COORDINATOR)
    officer, other_officer = people[Role.OFFICER], make_user(Role.OFFICER)
    return {
        "assigned": _complaint(make_informal, coordinator, officer=officer),
        "of_colleagues": _complaint(make_informal, colleague, officer=other_officer),
        "with_committee": _complaint(make_informal, colleague, officer=other_officer, state="with_committee"),
        "about_director": _complaint(make_informal, colleague, officer=other_officer, is_about_director=True),
        "of_nobody": _complaint(make_complaint, colleague, coordinator=None),
    }


def _complaint(make: Callable[..., Complaint], by: User, **fields: Any) -> Complaint:
    """A complaint full of canaries; the fields that no step fills yet are written beside the steps."""
    part = PartIntake(text=PART, category=Category.objects.first())
    party = complainant_party(name=PERSON, email="canaria@example.org")
    complaint = make(by, narrative=NARRATIVE, wish=WISH, parts=(part,), parties=(party,))
    attach(complaint, SimpleUploadedFile(f"{FILE}.pdf", PDF), by)
    Complaint.objects.filter(pk=complaint.pk).update(**fields)
    complaint.refresh_from_db()
    return complaint


def _letter(complaint: Complaint) -> IssuedDocument:
    return issue("acknowledgement", complaint, None)


def _letter_of_member() -> IssuedDocument:
    member = Member.objects.create(number="L9003", name="Thuiszorg De Vecht", city="Ommen")
    product = Product.objects.create(code="SCENE3", name="Klachtenfunctionaris")
    Subscription.objects.create(member=member, product=product, starts_on=date(2026, 1, 1), state="active")
    return issue("membership_certificate", member, None)


def _edited(complaint: Complaint) -> EditedLetter:
    """The letter of the scene, edited by the officer of somebody else."""
    letter = IssuedDocument.objects.of(complaint).get(kind="acknowledgement")
    return EditedLetter.objects.create(
        original=letter,
        content=b"canary",
        sha256="0" * 64,
        original_sha256=letter.sha256,
        compared="mark",
        note="aanhef",
        uploaded_by=make_user(Role.OFFICER),
    )


def _order(complaint: Complaint) -> LetterOrder:
    order = LetterOrder.objects.filter(subject_id=complaint.pk).first()
    assert order is not None, "the steps of a complaint order letters"
    return order


def _mail(subject: Complaint | Member) -> OutgoingMail:
    words = MAIL_TEXT if isinstance(subject, Complaint) else "Over het lidmaatschap"
    return OutgoingMail.objects.create(
        key=f"scene:{subject.pk}",
        kind="canary",
        to="canaria@example.org",
        subject_line=words,
        body=words,
        message_id=f"{subject.pk}@example.org",
        model_label=subject._meta.label_lower,
        subject_id=subject.pk,
    )


def _deadline(complaint: Complaint) -> Deadline:
    deadline = Deadline.objects.filter(complaint=complaint).first()
    assert deadline is not None, "the intake starts the clocks"
    return deadline


def _member() -> Member:
    return Member.objects.create(number="L9001", name="Thuiszorg De Brug", procedure="wkkgz", city="Enschede")


def _product() -> Product:
    return Product.objects.create(code="SCENE", name="Lidmaatschap")


def _subscription() -> Subscription:
    member = Member.objects.create(number="L9002", name="Zorggroep Noord")
    product = Product.objects.create(code="SCENE2", name="Commissie")
    return Subscription.objects.create(member=member, product=product, starts_on=date(2026, 1, 1))


def _batch() -> ImportBatch:
    batch = ImportBatch(filename="ledenlijst.csv")
    batch.file.save("ledenlijst.csv", ContentFile(b"lidnummer;naam\n1;x\n"))
    return batch


def _mapping() -> ImportMapping:
    return ImportMapping.objects.create(name="Andere lijst", headers={})


def _closure() -> OfficeClosure:
    day = clock.today() + timedelta(days=400)
    return OfficeClosure.objects.create(starts_on=day, ends_on=day, reason="Verhuizing")


def _mail_text() -> MailText:
    return MailText.objects.create(kind="message_ready", subject="Bericht {kenmerk}", body="Hallo")


def _failure() -> Failure:
    return Failure.objects.create(
        id="f" * 32,
        name="canary-task",
        func="documents.tasks.issue_ordered",
        args=(TASK_ARGUMENT,),
        kwargs={},
        result=TASK_ARGUMENT,
        started=clock.now(),
        stopped=clock.now(),
        success=False,
    )


def _line() -> AuditEvent:
    return log(Action.READ, by=User.objects.first())


def _change() -> LogEntry:
    user = make_user(Role.OFFICER)
    user.name = "Andere Naam"
    user.save()
    found: LogEntry = LogEntry.objects.latest("pk")
    return found


def _first_of(model: Any) -> Callable[[], models.Model]:
    return lambda: model.objects.first()


OF_COMPLAINT: dict[str, Callable[[Complaint], models.Model]] = {
    "casework.Deadline": _deadline,
    "documents.IssuedDocument": _letter,
    "documents.EditedLetter": _edited,
    "documents.LetterOrder": _order,
    "documents.OutgoingMail": _mail,
}
ON_ITS_OWN: dict[str, Callable[[], models.Model]] = {
    "casework.Category": _first_of(Category),
    "casework.Procedure": _first_of(Procedure),
    "casework.ClockRule": _first_of(ClockRule),
    "casework.OfficeClosure": _closure,
    "documents.TemplateVersion": _first_of(TemplateVersion),
    "documents.MailText": _mail_text,
    "billing.Member": _member,
    "billing.Product": _product,
    "billing.Subscription": _subscription,
    "billing.ImportBatch": _batch,
    "billing.ImportMapping": _mapping,
    "accounts.User": lambda: make_user(Role.OFFICER, name="Een Collega"),
    "audit.AuditEvent": _line,
    "auditlog.LogEntry": _change,
    "django_q.Failure": _failure,
}
