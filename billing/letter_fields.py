"""What letters to members promise to the writers of templates."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from documents.kinds import Field
from documents.letterhead import OFFICE_FIELDS

MEMBER_FIELDS = (
    *OFFICE_FIELDS,
    Field("brief.datum", _("date of the letter"), date(2026, 3, 24)),
    Field("lid.nummer", _("member number"), "L1001"),
    Field("lid.naam", _("name of the member"), "Thuiszorg De Brug & Zn"),
    Field("lid.adres", _("lines of the member's address"), ["Havenstraat 12a", "7511 AB  Enschede"]),
    Field(
        "lid.bereikbaar",
        _("telephone, e-mail and website of the member, as far as known"),
        ["053 765 43 21", "info@debrug.example", "www.debrug.example"],
    ),
    Field("lid.rechtsvorm", _("legal form of the member"), "bv"),
    Field("lid.kvk", _("KvK number of the member"), "12345678"),
    Field("lid.vestigingsnummer", _("branch number of the member"), "000012345678"),
    Field("lid.wetten", _("the care laws that the member works under"), ["Zvw", "Wlz", "Wmo"]),
    Field("lid.sinds", _("since when it is a member"), date(2018, 9, 1)),
)
SERVICE_FIELDS = (
    Field("diensten[].naam", _("name of the service"), "Klachtenfunctionaris"),
    Field("diensten[].omschrijving", _("what the service is"), "Onafhankelijke klachtenfunctionaris."),
    Field("diensten[].van", _("first day of the service"), date(2026, 1, 1)),
    Field("diensten[].tot", _("last day of the service, or that it runs on"), "loopt door"),
)
PROCEDURE_FIELDS = (
    Field("regeling.naam", _("name of the procedure"), "Klachtenfunctionaris Wkkgz"),
    Field("regeling.grondslag", _("legal basis of the procedure"), "Wkkgz, artikel 13 tot en met 17"),
    Field("regeling.eigen_bestuur_eerst", _("whether the member's own board comes first"), True),
    Field("regeling.heeft_functionaris", _("whether the member has a complaints officer"), True),
    Field("regeling.heeft_commissie", _("whether the member has the complaints committee"), True),
    Field("regeling.heeft_vertrouwenspersoon", _("whether the member has a confidant"), True),
    Field("regeling.heeft_fg", _("whether the member has a data protection officer"), True),
    Field("regeling.heeft_geschilleninstantie", _("whether the law asks for a disputes body"), True),
    Field("regeling.gedwongen_zorg", _("whether the member gives compulsory care"), True),
    Field("wetten[].naam", _("law behind the procedure"), "Jeugdwet"),
    Field("wetten[].grondslag", _("where it stands in the law"), "artikel 4.2.1 en verder"),
    Field("termijnen[].wat", _("what the office promises"), "U krijgt een brief met de uitkomst"),
    Field("termijnen[].termijn", _("within which term"), "binnen 6 weken"),
    Field("termijnen[].uitleg", _("when it may take longer"), "Eén keer verlengen mag."),
    Field("commissietermijnen[].wat", _("what happens at the committee"), "U krijgt het oordeel"),
    Field("commissietermijnen[].termijn", _("within which term"), "binnen 6 weken na de zitting"),
    Field("commissietermijnen[].uitleg", _("when it may take longer"), "Uitstel kan één keer."),
)


def _promise(what: str, term: str, detail: str = "") -> dict[str, Any]:
    return {"wat": what, "termijn": term, "uitleg": detail}


SAMPLE_SERVICES: list[dict[str, Any]] = [
    {
        "naam": "Klachtenfunctionaris",
        "omschrijving": "Onafhankelijke klachtenfunctionaris voor de Wkkgz, een jaar.",
        "van": date(2018, 9, 1),
        "tot": "loopt door",
    },
    {
        "naam": "Klachtencommissie",
        "omschrijving": "Onafhankelijke klachtencommissie, een jaar.",
        "van": date(2026, 1, 1),
        "tot": date(2026, 12, 31),
    },
]
SAMPLE_LAWS = [
    {"naam": "Wet kwaliteit, klachten en geschillen zorg (Wkkgz)", "grondslag": "artikel 13 tot en met 24"},
    {"naam": "Wet maatschappelijke ondersteuning 2015 (Wmo)", "grondslag": "artikel 3.2"},
]
SAMPLE_PROMISES = [
    _promise("Wij bellen of mailen u over uw klacht", "binnen 5 werkdagen"),
    _promise(
        "U krijgt een brief met de uitkomst",
        "binnen 6 weken",
        "Wij mogen dit één keer met 4 weken verlengen. U leest dan op tijd waarom.",
    ),
    _promise("De hele procedure is klaar", "binnen 4 maanden"),
]
SAMPLE_COMMITTEE_PROMISES = [
    _promise(
        "De zorgaanbieder geeft op papier zijn reactie",
        "binnen 2 weken",
        "De zorgaanbieder kan één keer uitstel krijgen, van 2 weken.",
    ),
    _promise("U krijgt het oordeel van de commissie", "binnen 6 weken na de zitting"),
]
