"""What follows from the steps of a complaint: one table, each effect a named function.

Effects run inside the step's transaction. Letters are ordered in it too, under the step's own event, so that a retry
or a double click never makes a second one; the worker makes them after the commit.
"""

from django.utils.translation import gettext_lazy as _

from backoffice.kit import clock
from backoffice.kit.numbering import take_number
from backoffice.kit.transitions import Effect, StepSpec, StepTaken, steps
from casework import step_forms as ask
from casework.clocks import drop_all, ensure_intake_clocks, happened, procedure_of, stop_all
from casework.closing_form import CloseForm, outcomes_in
from casework.deadline_steps import DEADLINE_STEPS
from casework.letter_orders import order_to_complainant, order_to_provider
from casework.models import Complaint, Consent, Deadline
from casework.models.clock_rule import Moment
from casework.rules.outcomes import Outcome, overall
from casework.search_text import refresh_search_text

SERIES = "complaint"


def give_number(taken: StepTaken) -> None:
    """The case number, without gaps per year: K2026-00001. What is declined needs one too, for its letter."""
    complaint, today = taken.subject, clock.today()
    if complaint.number:
        return
    complaint.number = f"K{today.year}-{take_number(SERIES, today.year):05d}"
    complaint.registered_on = today
    complaint.save(update_fields=["number", "registered_on"])
    refresh_search_text(complaint)


def take_on(taken: StepTaken) -> None:
    """Who registers a complaint of nobody coordinates it from then on."""
    if taken.subject.coordinator_id is None:
        taken.subject.coordinator = taken.by
        taken.subject.save(update_fields=["coordinator"])


def settle_procedure(taken: StepTaken) -> None:
    """The complaint keeps the version it begins under, and the clocks that run from receipt follow it."""
    taken.subject.procedure = procedure_of(taken.subject)
    taken.subject.save(update_fields=["procedure"])
    ensure_intake_clocks(taken.subject, by=taken.by)


def letter(kind: str) -> Effect:
    """An effect that orders a letter of this kind to the complainant, once per step taken."""

    def order_it(taken: StepTaken) -> None:
        order_to_complainant(kind, taken.subject, f"{taken.step}:{taken.event.pk}", taken.by)

    return order_it


def letter_to_provider(kind: str, *, asked_by: str = "") -> Effect:
    """The same to the care provider, as far as consent allows; ``asked_by`` is the answer that may say no."""

    def order_it(taken: StepTaken) -> None:
        if not asked_by or taken.answers[asked_by]:
            order_to_provider(kind, taken.subject, f"{taken.step}:{taken.event.pk}", taken.by)

    return order_it


def note_contact(taken: StepTaken) -> None:
    """The clock of the first contact stops on the day of the contact."""
    happened(taken.subject, Moment.CONTACT_RECORDED, taken.answers["contacted_on"], by=taken.by)


def ask_consent(taken: StepTaken) -> None:
    """One row per purpose that is asked, and the clock of the answer starts."""
    today = clock.today()
    Consent.objects.bulk_create(
        Consent(complaint=taken.subject, purpose=purpose, asked_on=today, recorded_by=taken.by)
        for purpose in taken.answers["purposes"]
    )
    happened(taken.subject, Moment.CONSENT_REQUESTED, today, by=taken.by)


def answer_consent(taken: StepTaken) -> None:
    """The yes or no per purpose, and the clock of the answer stops."""
    answered_on = taken.answers["answered_on"]
    for consent in taken.subject.consents.filter(answer__isnull=True):
        consent.answer = taken.answers[consent.purpose] == ask.YES
        consent.answered_on = answered_on
        consent.recorded_by = taken.by
        consent.save(update_fields=["answer", "answered_on", "recorded_by"])
    happened(taken.subject, Moment.CONSENT_ANSWERED, answered_on, by=taken.by)


def keep_decline(taken: StepTaken) -> None:
    """The reason and where to go instead, for the letter that says so."""
    complaint = taken.subject
    complaint.declined_reason = taken.answers["reason"]
    complaint.declined_refer_to = taken.answers["refer_to"]
    complaint.closed_on = clock.today()
    complaint.save(update_fields=["declined_reason", "declined_refer_to", "closed_on"])
    drop_all(complaint, complaint.closed_on)


def keep_withdrawal(taken: StepTaken) -> None:
    """Every part is withdrawn, and with that the whole; all clocks stop."""
    complaint = taken.subject
    complaint.parts.update(outcome=Outcome.WITHDRAWN)
    complaint.outcome = Outcome.WITHDRAWN
    complaint.closed_on = taken.answers["withdrawn_on"]
    complaint.save(update_fields=["outcome", "closed_on"])
    drop_all(complaint, complaint.closed_on)


def keep_outcomes(taken: StepTaken) -> None:
    """The outcome of each part, and the overall outcome that follows; all clocks stop."""
    complaint, outcomes = taken.subject, outcomes_in(taken.answers)
    for number, outcome in outcomes.items():
        complaint.parts.filter(number=number).update(outcome=outcome)
    complaint.outcome = overall(outcomes.values()) or ""
    complaint.result = taken.answers["result"]
    complaint.closed_on = taken.answers["closed_on"]
    complaint.save(update_fields=["outcome", "result", "closed_on"])
    stop_all(complaint, complaint.closed_on)


COMPLAINT_STEPS = {
    "register": StepSpec(
        effects=(give_number, take_on, settle_procedure, letter("acknowledgement")),
        follows=_(
            "Gives the case number, starts the clocks and makes the acknowledgement for the complainant."
        ),
    ),
    "decline": StepSpec(
        form=ask.DeclineForm,
        effects=(give_number, take_on, keep_decline, letter("out_of_scope")),
        follows=_(
            "Gives a case number when there is none, ends the complaint here and stops all clocks. "
            "Makes the letter that says why and where to go instead."
        ),
    ),
    "record_contact": StepSpec(
        form=ask.ContactForm,
        effects=(note_contact,),
        follows=_("Stops the clock of the first contact."),
    ),
    "request_consent": StepSpec(
        form=ask.RequestConsentForm,
        effects=(ask_consent, letter("consent_form")),
        follows=_(
            "Makes the consent form and starts the clock of the answer. You send the form yourself. "
            "The provider hears nothing yet."
        ),
    ),
    "record_consent": StepSpec(
        form=ask.RecordConsentForm,
        effects=(answer_consent,),
        follows=_("Stops the clock of the answer. Without consent (a) the provider will hear nothing."),
    ),
    "handle_informally": StepSpec(
        form=ask.InformalForm,
        effects=(letter_to_provider("provider_notice", asked_by="write_to_provider"),),
        follows=_(
            "The complaint may be discussed with the care provider, as far as consent allows. "
            "You send the notice yourself."
        ),
    ),
    "withdraw": StepSpec(
        form=ask.WithdrawForm,
        effects=(keep_withdrawal,),
        follows=_("Ends the complaint and stops all clocks."),
    ),
    "close": StepSpec(
        form=CloseForm,
        effects=(keep_outcomes, letter("closing"), letter_to_provider("closing_provider")),
        follows=_(
            "Keeps the outcome of each part, ends the complaint and stops all clocks. Makes the closing letter for the "
            "complainant, and with consent (a) the one for the care provider."
        ),
    ),
}

steps.register(Complaint, COMPLAINT_STEPS)
steps.register(Deadline, DEADLINE_STEPS)
