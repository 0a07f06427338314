"""What in a text for everybody leads to a person."""

import pytest

from casework.rules.publication import Trace, traces_in

NAMES = ["mevrouw J.M.A. van der Heijden-Wolters", "Zorggroep <Kastanje>"]


@pytest.mark.parametrize(
    ("text", "trace"),
    [
        ("Volgens Heijden kwam er niemand.", Trace.NAME),
        ("Bij Kastanje gaat dat anders.", Trace.NAME),
        ("Volgens de heer Pietersen kwam er niemand.", Trace.NAME),
        ("Volgens mr. Pietersen kwam er niemand.", Trace.NAME),
        ("Op 12 maart kwam er niemand.", Trace.DAY),
        ("Op 12 Maart 2026 kwam er niemand.", Trace.DAY),
        ("Op 12-03-2026 kwam er niemand.", Trace.DAY),
        ("Op 2026-03-12 kwam er niemand.", Trace.DAY),
        ("Zie zaak K2026-00031.", Trace.NUMBER),
        ("Cliënt 123456 kreeg geen zorg.", Trace.NUMBER),
        ("Aan de Lindelaan 12 kwam niemand.", Trace.ADDRESS),
        ("In 7511 AB kwam niemand.", Trace.ADDRESS),
        ("Mail naar j@example.org.", Trace.CONTACT),
        ("Kijk op www.kastanje.example.", Trace.CONTACT),
        ("Bel 053 123 45 67.", Trace.CONTACT),
        ("De 87-jarige cliënt wachtte.", Trace.AGE),
        ("De cliënt is 87 jaar oud.", Trace.AGE),
    ],
)
def test_what_leads_to_a_person_is_found(text: str, trace: Trace) -> None:
    assert trace in traces_in(text, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "De thuiszorg kwam in een week drie keer niet, en belde niet af.",
        "De zorgaanbieder reageerde na 2 weken. Dat moest binnen 5 werkdagen.",
        "In 2026 gaf de commissie de klager gelijk. De mevrouw van de planning was er niet.",
        "De instelling betaalde € 1.250,00 terug.",
    ],
)
def test_a_story_in_general_words_holds_nothing(text: str) -> None:
    assert traces_in(text, NAMES) == []


def test_each_trace_is_named_once_and_in_a_fixed_order() -> None:
    text = "Heijden belde op 3 maart en op 9 maart naar 053 123 45 67. Heijden is 87 jaar oud."

    assert traces_in(text, NAMES) == [Trace.NAME, Trace.DAY, Trace.CONTACT, Trace.AGE]
