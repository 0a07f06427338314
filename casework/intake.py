"""What comes in with a complaint, as plain values: from the admin's form, later from the portal, and from the demo."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from backoffice.accounts.models import User
from backoffice.kit.postcode import spaced
from billing.models import Member
from casework.models import Category, Complaint, Part, Party, Procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyIntake:
    """One person in the complaint. ``id`` is that of the row when it exists already."""

    role: str
    name: str
    email: str = ""
    phone: str = ""
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""
    date_of_birth: date | None = None
    capacity: str = ""
    has_authority: bool | None = None
    authority_checked_on: date | None = None
    language: str = "nl"
    user: User | None = None
    id: UUID | None = None

    def __post_init__(self) -> None:
        """However a postcode was typed, and by whichever door it comes in, it is kept in one way."""
        object.__setattr__(self, "postcode", spaced(self.postcode))


@dataclass(frozen=True, slots=True, kw_only=True)
class PartIntake:
    """One thing that is complained of. ``id`` is that of the row when it exists already."""

    text: str
    category: Category | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A complaint as it comes in. Without ``procedure`` it gets the member's; days are in Europe/Amsterdam."""

    channel: str
    received_on: date
    parties: tuple[PartyIntake, ...]
    received_at: datetime | None = None
    member: Member | None = None
    procedure: Procedure | None = None
    incident_on: date | None = None
    narrative: str = ""
    wish: str = ""
    parts: tuple[PartIntake, ...] = ()
    is_calamity: bool = False
    is_violence: bool = False
    is_about_director: bool = False
    is_possible_crime: bool = False


PARTY_FIELDS = tuple(name for name in PartyIntake.__dataclass_fields__ if name != "id")
COMPLAINT_FIELDS = tuple(name for name in Intake.__dataclass_fields__ if name not in ("parties", "parts"))


def intake_of(complaint: Complaint) -> Intake:
    """A complaint as it stands, in the shape in which it came; with `dataclasses.replace` a correction of it."""
    return Intake(
        parties=tuple(_party_of(party) for party in complaint.parties.all()),
        parts=tuple(_part_of(part) for part in complaint.parts.all()),
        **{name: getattr(complaint, name) for name in COMPLAINT_FIELDS},
    )


def _party_of(party: Party) -> PartyIntake:
    return PartyIntake(id=party.pk, **{name: getattr(party, name) for name in PARTY_FIELDS})


def _part_of(part: Part) -> PartIntake:
    return PartIntake(id=part.pk, text=part.text, category=part.category)
