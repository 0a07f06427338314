"""What a benchmark measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """Our seconds beside the peer's, for the same work on the same machine.

    ``target_ratio`` is how many times faster ours must be; ``size`` says how much work it was, in words. A result
    with ``ours_at_most`` (seconds) must stay under that too.
    """

    name: str
    ours_seconds: float
    peer_seconds: float
    target_ratio: float
    size: str
    ours_at_most: float | None = None

    @property
    def ratio(self) -> float:
        """How many times faster ours is."""
        return self.peer_seconds / self.ours_seconds if self.ours_seconds else float("inf")

    @property
    def is_met(self) -> bool:
        """Whether ours is as fast as promised."""
        is_quick = self.ours_at_most is None or self.ours_seconds <= self.ours_at_most
        return is_quick and self.ratio >= self.target_ratio
