"""What the complainant allows: a separate yes or no per purpose, withdrawn at any time.

Pure: knows no model, no language. Nothing about a complaint reaches the provider before a yes to purpose (a).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from typing import Protocol


class Purpose(StrEnum):
    """What consent is asked for, in the order of the form: (a) to (e)."""

    SHARE_WITH_PROVIDER = "share_with_provider"
    NAME_COMPLAINANT = "name_complainant"
    USE_MEDICAL_FILE = "use_medical_file"
    INVOLVE_OTHER_PROVIDER = "involve_other_provider"  # Uitvoeringsbesluit Wkkgz article 7.3
    REFER_TO_COMMITTEE = "refer_to_committee"


# Who acts for another, as a party's role or capacity; whether they may must have been shown.
FOR_ANOTHER = ("representative", "agent")

LETTERS: Mapping[str, str] = dict(zip(Purpose, "abcde", strict=True))


class Standing(StrEnum):
    """How a purpose stands now."""

    NOT_ASKED = auto()
    ASKED = auto()
    GIVEN = auto()
    REFUSED = auto()
    WITHDRAWN = auto()


class Answer(Protocol):
    """What a consent must tell; a row of `Consent` does, and so does `Asked`."""

    @property
    def purpose(self) -> str: ...
    @property
    def answer(self) -> bool | None: ...
    @property
    def withdrawn_on(self) -> date | None: ...


class Giver(Protocol):
    """What somebody who may give consent must tell; a `Party` does."""

    @property
    def role(self) -> str: ...
    @property
    def capacity(self) -> str: ...
    @property
    def has_authority(self) -> bool | None: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """One time that consent was asked, and what was answered."""

    purpose: str
    answer: bool | None = None
    withdrawn_on: date | None = None


def standing(asked: Iterable[Answer]) -> dict[Purpose, Standing]:
    """How each purpose stands, out of every time it was asked, the oldest first: the last time counts.

    Asking again takes back an earlier yes until it is answered, so that nobody leans on an answer in doubt.
    """
    found = dict.fromkeys(Purpose, Standing.NOT_ASKED)
    for one in asked:
        found[Purpose(one.purpose)] = _standing_of(one)
    return found


def may_share_with_provider(now: Mapping[Purpose, Standing]) -> bool:
    """Whether anything at all about the complaint may reach the provider: purpose (a)."""
    return now[Purpose.SHARE_WITH_PROVIDER] is Standing.GIVEN


def may_name_complainant(now: Mapping[Purpose, Standing]) -> bool:
    """Whether the provider may be told who complains: purposes (a) and (b)."""
    return may_share_with_provider(now) and now[Purpose.NAME_COMPLAINANT] is Standing.GIVEN


def may_refer(now: Mapping[Purpose, Standing]) -> bool:
    """Whether the complaint may go to the committee, which hears the provider: purposes (a) and (e)."""
    return may_share_with_provider(now) and now[Purpose.REFER_TO_COMMITTEE] is Standing.GIVEN


def open_purposes(now: Mapping[Purpose, Standing]) -> list[Purpose]:
    """The purposes that wait for an answer, in the order of the form."""
    return [purpose for purpose in Purpose if now[purpose] is Standing.ASKED]


def may_be_asked(now: Mapping[Purpose, Standing]) -> list[Purpose]:
    """The purposes that it makes sense to ask for: not those that were given or that wait for an answer."""
    settled = {Standing.GIVEN, Standing.ASKED}
    return [purpose for purpose in Purpose if now[purpose] not in settled]


def acts_for_another(giver: Giver) -> bool:
    """Whether somebody is a representative or an agent, by their role or by the capacity in which they complain."""
    return giver.role in FOR_ANOTHER or giver.capacity in FOR_ANOTHER


def may_give(giver: Giver) -> bool:
    """Whether somebody's yes or no counts: a representative or agent must have shown proof of their authority."""
    return bool(giver.has_authority) or not acts_for_another(giver)


def _standing_of(one: Answer) -> Standing:
    if one.answer is None:
        return Standing.ASKED
    if not one.answer:
        return Standing.REFUSED
    return Standing.WITHDRAWN if one.withdrawn_on else Standing.GIVEN
