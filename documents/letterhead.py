"""What every letter knows: who the office is. Kinds put these fields beside their own."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from documents.kinds import Field

OFFICE_FIELDS = (
    Field("kantoor.naam", _("name of the office"), "Klachtenkantoor Zorg"),
    Field("kantoor.straat", _("street and number of the office"), "Voorbeeldstraat 1"),
    Field("kantoor.plaats", _("postcode and city of the office"), "7511 AB Enschede"),
    Field("kantoor.telefoon", _("telephone number of the office"), "053 123 45 67"),
    Field("kantoor.email", _("e-mail address of the office"), "kantoor@example.org"),
    Field("kantoor.website", _("website of the office"), "www.klachtenkantoor.example"),
)


def office_context() -> dict[str, str]:
    """The values of `OFFICE_FIELDS`, to stand under the name `kantoor`."""
    office = settings.OFFICE
    return {
        "naam": office["name"],
        "straat": office["street"],
        "plaats": office["city"],
        "telefoon": office["phone"],
        "email": office["email"],
        "website": office["website"],
    }
