"""Which of the steps that start from here is the next one: the same on every screen."""

from collections.abc import Sequence

from backoffice.kit.transitions import StepOption

NEAR = 10  # ranks apart: as likely a next step as the likeliest


def likeliest(options: Sequence[StepOption]) -> StepOption | None:
    """The next step: the likeliest that can be taken; when only far less likely ones can, the likeliest, with why not.

    So "request consent" stands in for "handle informally" as long as consent is missing, but "decline" never for
    "register". ``options`` are those of `step_options`, in its order.
    """
    open_ones = [option for option in options if not option.is_shut]
    if not open_ones:
        return None
    first = open_ones[0]
    near = (option for option in open_ones if option.is_usable and option.rank <= first.rank + NEAR)
    return next(near, first)
