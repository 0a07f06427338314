"""What the letters around the complaints committee promise to the writers of their templates, with full samples.

The mediation is there with its result alone: what was said in it has no field, so no template can repeat it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.letter_fields import ANSWER_BY, PARTS, TO_COMPLAINANT, TO_PROVIDER
from casework.letter_words import QUESTIONS
from casework.rules.consent import LETTERS
from documents.kinds import Field, sample_of

PROVIDER = "Stichting Wonen & Zorg <De Brug> Enschede-Noord en omstreken"
COMPLAINANT = "mevrouw J.M.A. van der Heijden-Wolters & kinderen"
RESPONDENTS = ["R. Özdemir-van den Broek (wijkverpleegkundige)", "B. Bakker (teamleider)"]
WISH = "Excuses, een vaste verzorgende, en uitleg over wat er op 12 maart is gebeurd."

RECIPIENT = (
    Field("ontvanger.naam", _("name of the committee that gets the letter"), "Klachtencommissie"),
    Field("ontvanger.tav", _("for whose attention, at the committee"), "de heer mr. T. van Rijn, secretaris"),
    Field("ontvanger.adres", _("lines of the committee's address"), ["Postbus 40", "7500 AA  Enschede"]),
)
RESPONDENT = Field(
    "beklaagden", _("persons complained about, each with their role; may be nobody"), RESPONDENTS
)
WISHED = Field("klacht.wens", _("what the complainant wishes"), WISH)
CONSENTS = (
    Field("toestemmingen[].letter", _("letter of the question"), "a"),
    Field("toestemmingen[].vraag", _("the question"), "Mogen wij uw klacht delen met de zorgaanbieder?"),
    Field("toestemmingen[].antwoord", _("the answer: yes, no, or not asked"), "ja"),
    Field("toestemmingen[].datum", _("when it was answered; empty when not asked"), date(2026, 3, 31)),
)
FILE_INDEX = (
    Field("stukken[].nummer", _("number of the document in the file"), 1),
    Field("stukken[].naam", _("what the document is"), "Klachtbrief"),
    Field("stukken[].van", _("from whom the document came"), "de klager"),
    Field("stukken[].datum", _("date of the document; may be unknown"), date(2026, 3, 23)),
)
REFERRAL = (
    Field("verwijzing.gevraagd_op", _("when the complainant asked for the committee"), date(2026, 5, 4)),
    Field(
        "bemiddeling.gehouden_op",
        _("day of the mediation talk; empty when there was none"),
        date(2026, 4, 21),
    ),
    Field(
        "bemiddeling.resultaat",
        _("result of the mediation, without what was said in it"),
        "Over de planning is een afspraak gemaakt. Over de andere onderdelen kwamen de klager en de zorgaanbieder er "
        "niet uit.",
    ),
    Field("uitkomst.uiterlijk_op", _("before when the outcome is promised"), date(2026, 7, 23)),
)
DEFENCE = (
    RESPONDENT,
    WISHED,
    Field(
        "gevraagde_stukken[].naam",
        _("document that the committee wants to see"),
        "Het rooster van maart 2026",
    ),
    Field("gevraagde_stukken[].waarom", _("why the committee asks for it"), "Om te zien wie er zou komen."),
    ANSWER_BY,
    Field("uitstel.uiterlijk_op", _("last day when the term is extended"), date(2026, 6, 9)),
)
PANEL = (
    Field(
        "commissieleden[].naam", _("name of a member of the panel, or of its secretary"), "mr. A.B. de Wit"
    ),
    Field("commissieleden[].rol", _("role on the panel"), "voorzitter"),
)
HEARING = (
    Field("zitting.datum", _("day of the hearing"), date(2026, 6, 30)),
    Field("zitting.tijd", _("time of the hearing"), "10.00 uur"),
    Field("zitting.duur", _("how long the hearing takes"), "ongeveer anderhalf uur"),
    Field(
        "zitting.plaats",
        _("place of the hearing; empty when it is online"),
        "Stadskantoor & Markt 1, Enschede",
    ),
    Field("zitting.link", _("address of the online hearing"), "https://zitting.example/K2026-00031"),
    *PANEL,
    Field("wraking.uiterlijk_op", _("last day to challenge a member of the panel"), date(2026, 6, 23)),
    *FILE_INDEX,
    Field("inzending.uiterlijk_op", _("last day to send documents"), date(2026, 6, 23)),
    ANSWER_BY,
    Field("oordeel.uiterlijk_op", _("before when the judgement is promised"), date(2026, 7, 23)),
)
SECRETARY: Mapping[str, str] = {"naam": "mr. T. van Rijn", "functie": "ambtelijk secretaris"}
SAMPLE_PARTS: list[dict[str, Any]] = [
    {
        "nummer": 1,
        "tekst": "De thuiszorg kwam in maart drie keer niet opdagen, zonder bericht. Mijn moeder zat daardoor op "
        "12 maart tot half twaalf in haar nachthemd.",
        "categorie": "Organisatie, bereikbaarheid, wachttijd",
    },
    {
        "nummer": 2,
        "tekst": "De wijkverpleegkundige sprak mijn moeder aan met “meisje” & luisterde niet.",
        "categorie": "Bejegening",
    },
    {
        "nummer": 3,
        "tekst": "De bloeddruk was < 90, en toch zijn de medicijnen gegeven.",
        "categorie": "Veiligheid en medicatie",
    },
    {"nummer": 4, "tekst": "De rekening van februari klopt niet.", "categorie": "Financieel en declaratie"},
]
SAMPLE_FILE: list[dict[str, Any]] = [
    {"nummer": 1, "naam": "Klachtbrief", "van": "de klager", "datum": date(2026, 3, 23)},
    {"nummer": 2, "naam": "Toestemmingsformulier", "van": "de klager", "datum": date(2026, 3, 31)},
    {
        "nummer": 3,
        "naam": "Rapportage <zorgdossier> van 1 tot en met 15 maart, met de lijst van medicijnen & de metingen",
        "van": "de zorgaanbieder",
        "datum": date(2026, 4, 9),
    },
    {"nummer": 4, "naam": "Foto van de keukentafel", "van": "de klager", "datum": ""},
]
SAMPLE_CONSENTS: list[dict[str, Any]] = [
    {"letter": LETTERS[purpose], "vraag": words, "antwoord": answer, "datum": day}
    for (purpose, (words, _meaning)), (answer, day) in zip(
        QUESTIONS.items(),
        (
            ("ja", date(2026, 3, 31)),
            ("ja", date(2026, 3, 31)),
            ("ja", date(2026, 3, 31)),
            ("niet gevraagd", ""),
            ("ja", date(2026, 5, 4)),
        ),
        strict=True,
    )
]
SAMPLE_WANTED: list[dict[str, Any]] = [
    {"naam": "Het rooster van maart 2026", "waarom": "Om te zien wie er zou komen en wie er is geweest."},
    {"naam": "Uw regels voor afbellen & vervangen", "waarom": "Om te zien wat u met cliënten afspreekt."},
]
SAMPLE_PANEL: list[dict[str, Any]] = [
    {"naam": "mr. A.B. de Wit-El Amrani", "rol": "voorzitter"},
    {"naam": "C. Jansen & D. <Bos>", "rol": "lid, op voordracht van cliënten"},
    {"naam": "drs. E. Vermeulen", "rol": "lid, verpleegkundige"},
    {"naam": SECRETARY["naam"], "rol": "ambtelijk secretaris, beslist niet mee"},
]

REFERRAL_FIELDS = (
    *(one for one in TO_COMPLAINANT if one.name != "klager.adres"),
    *RECIPIENT,
    *PARTS,
    RESPONDENT,
    WISHED,
    *CONSENTS,
    *REFERRAL,
    *FILE_INDEX,
)
DEFENCE_FIELDS = (*TO_PROVIDER, *PARTS, *DEFENCE)
HEARING_FIELDS = (*TO_COMPLAINANT, *HEARING)
HEARING_FIELDS_TO_PROVIDER = (*TO_PROVIDER, RESPONDENT, *HEARING)


def sample_on(day: date, fields: tuple[Field, ...], **groups: Any) -> dict[str, Any]:
    """A full sample of a letter of this day about the one complaint of these samples, with whole groups replaced."""
    sample = sample_of(fields)
    ours = {"brief": {"datum": day}, "zorgaanbieder": {"naam": PROVIDER}, "behandelaar": SECRETARY, **groups}
    for name in ("klager", "ontvanger"):
        if name in sample and name not in groups:
            sample[name] = {**sample[name], "naam": COMPLAINANT if name == "klager" else PROVIDER}
    return {**sample, **ours}


REFERRAL_SAMPLE = sample_on(
    date(2026, 5, 6),
    REFERRAL_FIELDS,
    behandelaar={"naam": "S. de Boer", "functie": "klachtencoördinator"},
    ontvanger={one.name.removeprefix("ontvanger."): one.sample for one in RECIPIENT},
    onderdelen=SAMPLE_PARTS,
    toestemmingen=SAMPLE_CONSENTS,
    stukken=SAMPLE_FILE,
)
DEFENCE_SAMPLE = sample_on(
    date(2026, 5, 12),
    DEFENCE_FIELDS,
    onderdelen=SAMPLE_PARTS,
    gevraagde_stukken=SAMPLE_WANTED,
    antwoord={"uiterlijk_op": date(2026, 5, 26)},
)
_AT_THE_HEARING: Mapping[str, Any] = {
    "commissieleden": SAMPLE_PANEL,
    "stukken": SAMPLE_FILE,
    "antwoord": {"uiterlijk_op": date(2026, 6, 19)},
}
HEARING_SAMPLE = sample_on(date(2026, 6, 11), HEARING_FIELDS, **_AT_THE_HEARING)
HEARING_SAMPLE_TO_PROVIDER = sample_on(date(2026, 6, 11), HEARING_FIELDS_TO_PROVIDER, **_AT_THE_HEARING)
