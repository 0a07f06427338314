"""The people of the demonstration: one login per role and some colleagues."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.models import User
from backoffice.accounts.roles import Role
from backoffice.kit.transitions import Text

DEMO_PASSWORD = "demo"  # noqa: S105 - known to everybody on purpose; only made when DEBUG is on
DOMAIN = "example.org"


@dataclass(frozen=True, slots=True)
class Person:
    """A demo login; ``key`` is the part of the address before the @."""

    key: str
    name: str
    title: Text
    role: Role

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.key}@{DOMAIN}"


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody away around today: from and until in days from today, and who stands in."""

    key: str
    stand_in: str
    starts: int
    ends: int


PEOPLE = (
    Person("coordinator", "Marloes ter Braak", Role.COORDINATOR.label, Role.COORDINATOR),
    Person("coordinator2", "Ruben Hofstede", Role.COORDINATOR.label, Role.COORDINATOR),
    Person("officer", "Yasmin el Amrani", Role.OFFICER.label, Role.OFFICER),
    Person("officer2", "Gerben Wiersma", Role.OFFICER.label, Role.OFFICER),
    Person("officer3", "Lotte van Dongen", Role.OFFICER.label, Role.OFFICER),
    Person("secretary", "Pieter Oosterhuis", Role.SECRETARY.label, Role.SECRETARY),
    Person("chair", "mr. Hanneke Loohuis", _("Chair of the committee"), Role.COMMITTEE_MEMBER),
    Person("member", "Sietske Bruinsma", Role.COMMITTEE_MEMBER.label, Role.COMMITTEE_MEMBER),
    Person("confidant", "Anouk Verhagen", Role.CONFIDANT.label, Role.CONFIDANT),
    Person("confidant2", "Thijs Dekkers", Role.CONFIDANT.label, Role.CONFIDANT),
    Person("finance", "Ingrid Kuipers", Role.FINANCE.label, Role.FINANCE),
    Person("administrator", "Bas Nijland", Role.ADMINISTRATOR.label, Role.ADMINISTRATOR),
    Person("administrator2", "Femke Zwiers", Role.ADMINISTRATOR.label, Role.ADMINISTRATOR),
    Person("complainant", "Truus Ekelmans", Role.COMPLAINANT.label, Role.COMPLAINANT),
    Person("complainant2", "Orlando Wijngaarde", Role.COMPLAINANT.label, Role.COMPLAINANT),
)
ABSENCES = (Absence("officer3", stand_in="officer", starts=-4, ends=9),)


def make_people(today: dt.date) -> dict[str, User]:
    """Everybody in `PEOPLE`, by key, with the demo password and the absences of these days. Writes."""
    password = make_password(DEMO_PASSWORD)
    users = {person.key: _make_person(person, password) for person in PEOPLE}
    for absence in ABSENCES:
        away = users[absence.key]
        away.stand_in = users[absence.stand_in]
        away.absent_from = today + dt.timedelta(days=absence.starts)
        away.absent_until = today + dt.timedelta(days=absence.ends)
        away.save(update_fields=["stand_in", "absent_from", "absent_until"])
    return users


def _make_person(person: Person, password: str) -> User:
    user = User.objects.create(
        email=person.email,
        name=person.name,
        is_staff=person.role is not Role.COMPLAINANT,
        password=password,
    )
    user.set_roles([person.role])
    return user
