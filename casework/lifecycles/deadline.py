"""How a deadline moves: what may be asked of a clock, by whom, and why not."""

from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from backoffice.accounts.permissions import by_roles
from backoffice.kit import clock
from backoffice.kit.transitions import Guard
from casework.deadline_states import OPEN_CLOCK, DeadlineState

handlers = by_roles("coordinator", "officer", "secretary")
the_house = by_roles(scheduled=True)  # as a consequence of a step with the complaint

is_not_statutory = Guard(
    "is_not_statutory",
    lambda deadline: not deadline.terms.get("is_statutory"),
    _("A statutory term cannot be paused. Extend it, or ask the complainant to agree to more time."),
)
does_not_count_back = Guard(
    "does_not_count_back",
    lambda deadline: not deadline.terms.get("backwards"),
    _("A term that counts back from a date cannot be paused."),
)
rule_allows_pause = Guard(
    "rule_allows_pause",
    lambda deadline: (
        deadline.rule.may_pause or deadline.terms.get("is_statutory") or deadline.terms.get("backwards")
    ),
    _("The rule of this clock does not allow a pause."),
)
is_not_agreed = Guard(
    "is_not_agreed",
    lambda deadline: deadline.agreed_until is None,
    _("The complainant agreed to this date, so it cannot be paused. Agree on another day instead."),
)
has_extension = Guard(
    "has_extension",
    lambda deadline: bool(deadline.terms.get("extension_length")),
    _("This term has no extension."),
)
is_not_extended = Guard(
    "is_not_extended",
    lambda deadline: not deadline.is_extended,
    _(
        "This term was extended already, and that can be done once. Ask the complainant to agree to more time."
    ),
)
has_not_ended = Guard(
    "has_not_ended",
    lambda deadline: clock.today() <= deadline.due_on,
    _("The term has ended. It can only be extended or paused before it ends."),
)
extension_is_used = Guard(
    "extension_is_used",
    lambda deadline: deadline.is_extended or not deadline.terms.get("extension_length"),
    _("First extend the term. More time than that needs the agreement of the complainant."),
)


class DeadlineLifecycle:
    """The steps of a deadline."""

    @transition(
        field="state",
        source=DeadlineState.RUNNING,
        target=DeadlineState.PAUSED,
        conditions=[is_not_statutory, does_not_count_back, rule_allows_pause, has_not_ended, is_not_agreed],
        permission=handlers,
        custom={"label": _("Pause"), "rank": 30},
    )
    def pause(self) -> None:
        """Let the clock stand still, with a reason."""

    @transition(
        field="state",
        source=DeadlineState.PAUSED,
        target=DeadlineState.RUNNING,
        permission=handlers,
        custom={"label": _("Resume"), "rank": 10},
    )
    def resume(self) -> None:
        """Let the clock run again; the date moves by the days paused."""

    @transition(
        field="state",
        source=DeadlineState.RUNNING,
        target=DeadlineState.RUNNING,
        conditions=[has_extension, is_not_extended, has_not_ended],
        permission=handlers,
        custom={"label": _("Extend"), "rank": 20},
    )
    def extend(self) -> None:
        """Give the term its extension, before it ends and in writing."""

    @transition(
        field="state",
        source=DeadlineState.RUNNING,
        target=DeadlineState.RUNNING,
        conditions=[extension_is_used],
        permission=handlers,
        custom={"label": _("Agree on more time"), "rank": 40},
    )
    def agree_longer(self) -> None:
        """Record that the complainant agrees to more time than the rule can give."""

    @transition(
        field="state",
        source=OPEN_CLOCK,
        target=DeadlineState.MET,
        permission=the_house,
        custom={"label": _("Done in time"), "rank": 90},
    )
    def stop_in_time(self) -> None:
        """What the clock waited for has happened, on or before its date."""

    @transition(
        field="state",
        source=OPEN_CLOCK,
        target=DeadlineState.MISSED,
        permission=the_house,
        custom={"label": _("Done too late"), "rank": 90},
    )
    def stop_late(self) -> None:
        """What the clock waited for has happened, after its date."""

    @transition(
        field="state",
        source=DeadlineState.MISSED,
        target=DeadlineState.MET,
        permission=the_house,
        custom={"label": _("Done in time"), "rank": 90},
    )
    def turn_out_in_time(self) -> None:
        """The day from which the clock ran was corrected: it was done in time after all."""

    @transition(
        field="state",
        source=DeadlineState.MET,
        target=DeadlineState.MISSED,
        permission=the_house,
        custom={"label": _("Done too late"), "rank": 90},
    )
    def turn_out_late(self) -> None:
        """The day from which the clock ran was corrected: it was done too late after all."""

    @transition(
        field="state",
        source=OPEN_CLOCK,
        target=DeadlineState.CANCELLED,
        permission=the_house,
        custom={"label": _("No longer needed"), "rank": 90},
    )
    def cancel(self) -> None:
        """What the clock waited for will not happen any more."""
