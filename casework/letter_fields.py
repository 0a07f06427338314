"""What each letter of casework promises to the writers of its template, with what a real letter might hold."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.letter_words import FOLLOW_UPS, PROMISES, QUESTIONS
from casework.rules.consent import LETTERS
from documents.kinds import Field
from documents.letterhead import OFFICE_FIELDS

PROVIDER = "Thuiszorg De Brug"
COMMON = (
    *OFFICE_FIELDS,
    Field("brief.datum", _("date of the letter"), date(2026, 3, 24)),
    Field("zaak.nummer", _("case number"), "K2026-00031"),
    Field("zaak.ontvangen_op", _("when the complaint was received"), date(2026, 3, 23)),
    Field("zorgaanbieder.naam", _("name of the care provider"), PROVIDER),
    Field("behandelaar.naam", _("name of who handles the complaint"), "S. de Boer"),
    Field("behandelaar.functie", _("role of who handles the complaint"), "klachtenfunctionaris"),
    Field("procedure.naam", _("name of the procedure"), "Klachtenregeling Wkkgz"),
    Field("procedure.grondslag", _("legal basis of the procedure"), "Wkkgz, artikel 13 tot en met 17"),
    Field("procedure.heeft_commissie", _("whether there is a complaints committee"), True),
)
TO_COMPLAINANT = (
    *COMMON,
    Field("klager.naam", _("name of the complainant"), "M. Jansen & Zn"),
    Field("klager.adres", _("lines of the complainant's address"), ["Lindelaan 12", "7511 AB  Enschede"]),
    Field("klager.hoedanigheid", _("in what capacity the complainant acts"), "als naaste van de cliënt"),
    Field("client.naam", _("name of the client"), "A. Jansen-de Vries"),
    Field("client.geboortedatum", _("date of birth of the client"), date(1948, 5, 6)),
    Field("client.is_een_ander", _("whether the client is somebody else than the complainant"), True),
)
TO_PROVIDER = (
    *COMMON,
    Field("ontvanger.naam", _("name of the care provider that gets the letter"), PROVIDER),
    Field("ontvanger.tav", _("for whose attention, at the care provider"), "mevrouw B. Bakker"),
    Field("ontvanger.adres", _("lines of the care provider's address"), ["Kade 4", "7511 AB  Enschede"]),
    Field("toestemming.naam", _("whether the complainant may be named: consent (b)"), True),
    Field("toestemming.dossier", _("whether the medical file may be used: consent (c)"), True),
    Field("klager.naam", _("name of the complainant; empty without consent (b)"), "M. Jansen & Zn"),
    Field("client.naam", _("name of the client; empty without consent (b)"), "A. Jansen-de Vries"),
    Field("client.is_een_ander", _("whether the client is somebody else; no without consent (b)"), True),
    Field(
        "client.geboortedatum",
        _("date of birth of the client; empty without consent (b) and (c)"),
        date(1948, 5, 6),
    ),
)
PARTS = (
    Field("onderdelen[].nummer", _("number of the part"), 1),
    Field("onderdelen[].tekst", _("what is complained of"), "De thuiszorg kwam drie keer niet opdagen."),
    Field("onderdelen[].categorie", _("category of the part"), "Organisatie, bereikbaarheid, wachttijd"),
)
DATES = (
    Field("termijnen[].wat", _("what happens before the date"), PROMISES["first_contact"][0]),
    Field("termijnen[].datum", _("the last day"), date(2026, 3, 30)),
    Field("termijnen[].uitleg", _("what is good to know about it"), PROMISES["first_contact"][1]),
)
QUESTIONS_ASKED = (
    Field("vragen[].letter", _("letter of the question"), "a"),
    Field("vragen[].tekst", _("the question"), "Mogen wij uw klacht delen met de zorgaanbieder?"),
    Field("vragen[].uitleg", _("what it means"), "Zonder dit kunnen wij niet bemiddelen."),
)
ANSWER_BY = Field("antwoord.uiterlijk_op", _("before when the answer is asked"), date(2026, 4, 7))
DECLINED = (
    Field(
        "afwijzing.reden",
        _("why the complaint is not handled"),
        "Uw klacht gaat over een besluit van uw zorgverzekeraar. Wij behandelen alleen klachten over zorgaanbieders.",
    ),
    Field(
        "afwijzing.waar_wel",
        _("where the complainant can go instead"),
        "Stichting Klachten en Geschillen Zorgverzekeringen, Postbus 291, 3700 AG Zeist.",
    ),
)
NOTICE = (
    Field("klacht.wens", _("what the complainant wishes"), "Excuses, en een vaste verzorgende."),
    Field("klacht.gebeurd_op", _("when it happened; empty without consent (b)"), date(2026, 3, 12)),
    Field("klacht.moet_gemeld", _("whether it may be a calamity or violence"), True),
    ANSWER_BY,
    Field("uitkomst.uiterlijk_op", _("before when the outcome is promised"), date(2026, 5, 4)),
)
EXTENSION = (
    Field(
        "verlenging.reden",
        _("why it takes longer"),
        "De teamleider is tot eind april met vakantie. Wij willen haar spreken voordat wij afronden.",
    ),
    Field("verlenging.was", _("the date as it was"), date(2026, 5, 4)),
    Field("verlenging.nieuwe_datum", _("the new date"), date(2026, 6, 1)),
)
CLOSING = (
    Field("onderdelen[].nummer", _("number of the part"), 1),
    Field("onderdelen[].tekst", _("what is complained of"), "De thuiszorg kwam drie keer niet opdagen."),
    Field("onderdelen[].uitkomst", _("outcome of the part"), "opgelost"),
    Field("klacht.wens", _("what the complainant wishes"), "Excuses, en een vaste verzorgende."),
    Field(
        "standpunt.zorgaanbieder",
        _("what the care provider says about it; empty when it was told nothing"),
        "De planning ging mis toen twee medewerkers ziek werden. Er is niet gebeld. Dat had wel gemoeten.",
    ),
    Field("afspraken[].wie", _("who does what was agreed"), PROVIDER),
    Field("afspraken[].wat", _("what was agreed"), "Belt voortaan vóór negen uur af."),
    Field("afspraken[].wanneer", _("when it will be done"), "vanaf 1 mei 2026"),
    Field("afsluiting.datum", _("when the complaint was closed"), date(2026, 4, 28)),
    Field(
        "afsluiting.resultaat",
        _("what was agreed or found"),
        "De zorgaanbieder heeft excuses aangeboden. Die zijn geaccepteerd.",
    ),
)
FOLLOW_UP = (
    Field("mogelijkheden[].naam", _("where the complainant can go from here"), FOLLOW_UPS[1].name),
    Field("mogelijkheden[].uitleg", _("what that is, and what it can do"), FOLLOW_UPS[1].for_complainant),
)
MEETING = (
    Field("gesprek.datum", _("day of the talk"), date(2026, 4, 21)),
    Field("gesprek.tijd", _("time of the talk"), "14.00 uur"),
    Field("gesprek.duur", _("how long the talk takes"), "ongeveer een uur"),
    Field("gesprek.plaats", _("place of the talk; empty when it is online"), "Voorbeeldstraat 1, Enschede"),
    Field("gesprek.link", _("address of the online talk"), "https://praten.example/K2026-00031"),
    Field("deelnemers[].naam", _("who comes"), "S. de Boer"),
    Field("deelnemers[].rol", _("in which role"), "klachtenfunctionaris, leidt het gesprek"),
    ANSWER_BY,
)

SAMPLE_PARTS: list[dict[str, Any]] = [
    {
        "nummer": 1,
        "tekst": "De thuiszorg kwam in maart drie keer niet opdagen, zonder bericht.",
        "categorie": "Organisatie, bereikbaarheid, wachttijd",
    },
    {"nummer": 2, "tekst": "De medewerker sprak mijn moeder onvriendelijk aan.", "categorie": "Bejegening"},
]
SAMPLE_DATES: list[dict[str, Any]] = [
    {"wat": words, "uitleg": explanation, "datum": day}
    for (words, explanation), day in zip(
        PROMISES.values(), (date(2026, 3, 30), date(2026, 5, 4), date(2026, 7, 23)), strict=True
    )
]
SAMPLE_QUESTIONS: list[dict[str, Any]] = [
    {"letter": LETTERS[purpose], "tekst": words, "uitleg": explanation.format(provider=PROVIDER)}
    for purpose, (words, explanation) in QUESTIONS.items()
]
SAMPLE_OUTCOMES: list[dict[str, Any]] = [
    {"nummer": one["nummer"], "tekst": one["tekst"], "uitkomst": outcome}
    for one, outcome in zip(SAMPLE_PARTS, ("opgelost", "geen oordeel"), strict=True)
]
SAMPLE_CLOSING_LETTER = {"datum": date(2026, 4, 28)}
SAMPLE_AGREEMENTS: list[dict[str, Any]] = [
    {"wie": PROVIDER, "wat": "Belt voortaan vóór negen uur af.", "wanneer": "vanaf 1 mei 2026"},
    {
        "wie": "De teamleider",
        "wat": "Komt langs om te vragen hoe het gaat.",
        "wanneer": "in de week van 18 mei 2026",
    },
]
SAMPLE_OPTIONS: list[dict[str, Any]] = [
    {"naam": one.name, "uitleg": one.for_complainant} for one in FOLLOW_UPS
]
SAMPLE_OPTIONS_TO_PROVIDER: list[dict[str, Any]] = [
    {"naam": one.name, "uitleg": one.for_provider} for one in FOLLOW_UPS
]
SAMPLE_PEOPLE: list[dict[str, Any]] = [
    {"naam": "S. de Boer", "rol": "klachtenfunctionaris, leidt het gesprek"},
    {"naam": "M. Jansen & Zn", "rol": "klager"},
    {"naam": "mevrouw B. Bakker", "rol": f"teamleider bij {PROVIDER}"},
]
