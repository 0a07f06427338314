"""What a procedure promises to who complains, in Dutch: the clock rules in the words of a member's website."""

from collections.abc import Mapping
from dataclasses import dataclass

from billing.procedures import ProcedureTerms, Promise
from casework.models import ClockRule, Procedure
from casework.rules.deadlines import Unit


@dataclass(frozen=True, slots=True)
class Words:
    """What a clock means outside the office: what happens, within which term, and when it may take longer."""

    what: str
    term: str
    when_extended: str = ""


UNITS: Mapping[str, tuple[str, str]] = {
    Unit.WORKING_DAYS: ("werkdag", "werkdagen"),
    Unit.DAYS: ("dag", "dagen"),
    Unit.WEEKS: ("week", "weken"),
    Unit.MONTHS: ("maand", "maanden"),
}
PROMISES: Mapping[str, Words] = {
    "first_contact": Words("Wij bellen of mailen u over uw klacht", "binnen {term}"),
    "officer_handling": Words(
        "U krijgt een brief met de uitkomst",
        "binnen {term}",
        "Wij mogen dit één keer met {extension} verlengen. U leest dan op tijd waarom.",
    ),
    "procedure": Words("De hele procedure is klaar", "binnen {term}"),
}
COMMITTEE_PROMISES: Mapping[str, Words] = {
    "defence": Words(
        "De zorgaanbieder geeft op papier zijn reactie",
        "binnen {term}",
        "De zorgaanbieder kan één keer uitstel krijgen, van {extension}.",
    ),
    "hearing_notice": Words("U krijgt de uitnodiging voor de zitting", "ten minste {term} vooraf"),
    "judgement": Words("U krijgt het oordeel van de commissie", "binnen {term} na de zitting"),
    "provider_reaction": Words(
        "De zorgaanbieder laat u weten wat hij met het oordeel doet", "binnen {term} na het oordeel"
    ),
}


def terms_of_procedure(key: str) -> ProcedureTerms | None:
    """What is promised under the current version of a procedure; None when there is none. Queries."""
    procedure = Procedure.objects.current().filter(key=key).first()
    if procedure is None:
        return None
    rules = list(procedure.clock_rules.filter(is_active=True).order_by("order", "key"))
    return ProcedureTerms(
        name=procedure.name,
        legal_basis=procedure.legal_basis,
        own_board_first=procedure.own_board_first,
        has_committee=procedure.has_committee,
        promises=_promises(rules, PROMISES),
        committee_promises=_promises(rules, COMMITTEE_PROMISES),
    )


def in_dutch(length: int, unit: str) -> str:
    """A length of time: 5 werkdagen, 1 maand."""
    one, more = UNITS[unit]
    return f"{length} {one if length == 1 else more}"


def _promises(rules: list[ClockRule], words: Mapping[str, Words]) -> list[Promise]:
    return [_promise(rule, words[rule.key]) for rule in rules if rule.key in words]


def _promise(rule: ClockRule, words: Words) -> Promise:
    term = words.term.format(term=in_dutch(rule.length, rule.unit))
    if not rule.extension_length:
        return Promise(words.what, term)
    extension = in_dutch(rule.extension_length, rule.extension_unit)
    return Promise(words.what, term, words.when_extended.format(extension=extension))
