"""What the judgement and its published summary promise to the writers of their templates, with full samples.

The judgement offers of the ways on only their names: what can be had there is not for the committee to say. The
published summary offers no field that could hold a name, a day, a place or a number.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework.committee_fields import (
    COMPLAINANT,
    PANEL,
    PROVIDER,
    RESPONDENT,
    SAMPLE_PANEL,
    SAMPLE_PARTS,
    sample_on,
)
from casework.letter_fields import COMMON, FOLLOW_UP, PARTS
from casework.letter_words import FOLLOW_UPS
from casework.publication import Summary, published
from documents.kinds import Field
from documents.letterhead import OFFICE_FIELDS

JUDGED_ON = date(2026, 7, 17)
SENT_TO = ["de klager", "de beklaagden", "de zorgaanbieder"]
OUTCOME = Field("onderdelen[].uitkomst", _("outcome of the part"), "gegrond")
CONSIDERATION = "De commissie vindt dat de zorgaanbieder op tijd had moeten bellen."
JUDGEMENT_FIELDS = (
    *COMMON,
    Field("verzonden.aan", _("to whom the judgement is sent, by their roles"), SENT_TO),
    Field("toestemming.naam", _("whether the complainant may be named: consent (b)"), True),
    Field("klager.naam", _("name of the complainant; empty without consent (b)"), COMPLAINANT),
    Field("klager.hoedanigheid", _("in what capacity the complainant acts"), "als naaste van de cliënt"),
    Field(
        "klager.bijgestaan_door",
        _("who assists the complainant; empty when nobody does, or without consent (b)"),
        "mevrouw L. Aydın, vertrouwenspersoon",
    ),
    Field("client.naam", _("name of the client; empty without consent (b)"), "A. Jansen-de Vries"),
    Field("client.is_een_ander", _("whether the client is somebody else; no without consent (b)"), True),
    Field(
        "zorgaanbieder.bijgestaan_door",
        _("who assists the care provider; may be nobody"),
        "mr. P. Smit & Partners",
    ),
    RESPONDENT,
    *PANEL,
    Field("voorzitter.naam", _("name of the chair, who signs"), "mr. A.B. de Wit-El Amrani"),
    Field("verloop[].datum", _("day of a step of the procedure"), date(2026, 3, 23)),
    Field("verloop[].wat", _("what happened in the procedure"), "Wij ontvangen de klacht."),
    Field("standpunt.klager", _("what the complainant says about it, by paragraph"), ["Er is nooit gebeld."]),
    Field(
        "standpunt.zorgaanbieder", _("what the care provider says about it, by paragraph"), ["Het was druk."]
    ),
    Field("standpunt.beklaagde", _("what the respondent says about it; may be nothing"), ["Ik was er niet."]),
    Field("feiten", _("the facts that the committee starts from"), ["Op 12 maart kwam niemand."]),
    Field("ontvankelijkheid", _("whether the committee may handle the complaint, and why"), ["Ja, dat mag."]),
    *PARTS,
    Field(
        "onderdelen[].overwegingen[].tekst", _("why the committee decides so, by paragraph"), CONSIDERATION
    ),
    OUTCOME,
    Field("oordeel.datum", _("day on which the judgement was adopted"), JUDGED_ON),
    Field("oordeel.uitkomst", _("outcome of the whole complaint"), "deels gegrond"),
    Field("aanbevelingen", _("what the committee recommends; may be nothing"), ["Bel voortaan af."]),
    Field("reactie.uiterlijk_op", _("before when the care provider answers"), date(2026, 8, 17)),
    FOLLOW_UP[0],
)
PUBLISHED_FIELDS = (
    *OFFICE_FIELDS,
    Field("oordeel.jaar", _("year of the judgement"), JUDGED_ON.year),
    Field("oordeel.uitkomst", _("outcome of the whole complaint"), "deels gegrond"),
    Field("onderdelen[].categorie", _("category of the part"), "Bejegening"),
    OUTCOME,
    Field("samenvatting.klacht", _("what was complained of, in general words"), "De zorg kwam niet."),
    Field(
        "samenvatting.oordeel", _("what the committee found, in general words"), "Dat had anders gemoeten."
    ),
    Field("aanbevelingen", _("what the committee recommends; may be nothing"), ["Bel voortaan af."]),
    Field(
        "samenvatting.reactie", _("what the care provider did; empty before it answered"), "Er is een lijst."
    ),
)

_DECISIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "gegrond",
        (
            "De zorgaanbieder erkent dat op 3, 9 en 12 maart niemand kwam, en dat niemand heeft gebeld.",
            "Wie thuis op zorg wacht, moet weten waar hij aan toe is. Dat geldt nog meer voor iemand die niet zelf uit "
            "bed kan. De regels van de zorgaanbieder zeggen ook dat er vóór negen uur wordt gebeld. Dat is drie keer "
            "niet gebeurd. De drukte van die weken maakt dat niet anders: één telefoontje was genoeg geweest.",
        ),
    ),
    (
        "geen oordeel",
        (
            "De klager zegt dat het woord “meisje” is gebruikt. De wijkverpleegkundige zegt van niet. Niemand anders "
            "was erbij. De commissie kan daarom niet vaststellen wat er is gezegd.",
            "Dit betekent niet dat de commissie de klager niet gelooft. Zij gelooft de een niet méér dan de ander.",
        ),
    ),
    (
        "ongegrond",
        (
            "Volgens de metingen was de bloeddruk op 9 maart 88 & op 12 maart 94. De huisarts had afgesproken dat de "
            "medicijnen pas worden overgeslagen bij een bloeddruk < 85. De zorgaanbieder hield zich daaraan.",
        ),
    ),
    (
        "niet-ontvankelijk",
        ("Dit onderdeel gaat over de rekening van de zorgverzekeraar. Daar gaat de commissie niet over.",),
    ),
)
_COURSE = (
    (date(2026, 3, 23), "Wij ontvangen de klacht."),
    (date(2026, 4, 21), "Er is een bemiddelingsgesprek. Dat lost de klacht niet helemaal op."),
    (date(2026, 5, 4), "De klager vraagt om een oordeel van de commissie."),
    (date(2026, 5, 12), "De commissie vraagt de zorgaanbieder om een verweer."),
    (date(2026, 5, 26), "De commissie ontvangt het verweer & twee bijlagen. De klager krijgt die ook."),
    (
        date(2026, 6, 30),
        "De zitting. De klager, de wijkverpleegkundige en de teamleider zijn er. De cliënt is er niet.",
    ),
    (JUDGED_ON, "De commissie stelt dit oordeel vast."),
)
JUDGEMENT_SAMPLE: dict[str, Any] = sample_on(
    JUDGED_ON,
    JUDGEMENT_FIELDS,
    zorgaanbieder={"naam": PROVIDER, "bijgestaan_door": "mr. P. Smit & Partners"},
    commissieleden=SAMPLE_PANEL,
    verloop=[{"datum": day, "wat": words} for day, words in _COURSE],
    standpunt={
        "klager": [
            "De klager wist nooit of er iemand zou komen. Haar moeder kan niet alleen uit bed. Op 12 maart zat zij tot "
            "half twaalf in haar nachthemd. De klager moest daarvoor vrij nemen van haar werk.",
            "Volgens de klager luisterde de wijkverpleegkundige niet, en zijn de medicijnen gegeven terwijl dat niet "
            "mocht.",
        ],
        "zorgaanbieder": [
            "De zorgaanbieder zegt dat twee medewerkers ziek waren. De planning ging daardoor mis. Dat er niet is "
            "gebeld, vindt de zorgaanbieder niet goed.",
            "De medicijnen zijn volgens de zorgaanbieder gegeven zoals de huisarts het had afgesproken.",
        ],
        "beklaagde": ["De wijkverpleegkundige zegt dat zij het woord “meisje” niet heeft gebruikt."],
    },
    feiten=[
        "De cliënt krijgt elke ochtend hulp bij het opstaan, wassen en aankleden.",
        "Op 3, 9 en 12 maart 2026 kwam er niemand. De zorgaanbieder heeft niet gebeld.",
        "De huisarts heeft met de zorgaanbieder afgesproken: geen medicijnen bij een bloeddruk < 85.",
    ],
    ontvankelijkheid=[
        "De onderdelen 1, 2 en 3 gaan over zorg die de zorgaanbieder heeft gegeven. De klager is de dochter van de "
        "cliënt en mag namens haar klagen. De commissie mag deze onderdelen behandelen.",
        "Onderdeel 4 gaat niet over de zorgaanbieder. Dat onderdeel mag de commissie niet behandelen.",
    ],
    onderdelen=[
        {**part, "uitkomst": outcome, "overwegingen": [{"tekst": text} for text in texts]}
        for part, (outcome, texts) in zip(SAMPLE_PARTS, _DECISIONS, strict=True)
    ],
    aanbevelingen=[
        "Spreek af wie de cliënt belt als er niemand kan komen, en controleer een half jaar of dat gebeurt.",
        "Bied de cliënt & de klager excuses aan, in een gesprek of in een brief.",
    ],
    mogelijkheden=[{"naam": one.name} for one in FOLLOW_UPS if not one.needs_committee],
)
PUBLISHED_SAMPLE = published(
    JUDGEMENT_SAMPLE,
    Summary(
        complaint="De thuiszorg kwam meer dan één keer niet opdagen, en belde niet af. Volgens de klager werd de "
        "cliënt ook onvriendelijk aangesproken, en kreeg zij medicijnen die zij niet had mogen krijgen.",
        judgement="Iemand die thuis op zorg wacht, moet weten of er hulp komt. De zorgaanbieder had moeten bellen. Ook "
        "als het druk is, kan dat. De medicijnen zijn gegeven zoals de arts het had afgesproken. Wat er precies is "
        "gezegd, kon de commissie niet vaststellen: klager & medewerker zeggen iets anders.",
        recommendations=(
            "Spreek af wie de cliënt belt als er niemand kan komen, en controleer of dat gebeurt.",
            "Bied excuses aan.",
        ),
        reaction="De zorgaanbieder heeft excuses aangeboden. Er is nu elke dag iemand die belt als de zorg later komt.",
    ),
)
