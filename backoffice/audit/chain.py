"""Reads the log from its first line to its last and says where it was tampered with."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from backoffice.audit.models import FIRST_LINK, AuditEvent, ChainHead

AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Finding:
    """What the check found: how many lines fit, the last link, and the first break (number 0: none)."""

    lines: int
    link: str
    broken_at: int = 0
    why: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed, taken out or put in."""
        return not self.broken_at


def verify() -> Finding:
    """Check every line against the one before, and the end against the head. Queries in pieces; writes nothing."""
    head = ChainHead.objects.first() or ChainHead()
    expected, link = 1, FIRST_LINK
    for line in AuditEvent.objects.order_by("number").iterator(chunk_size=AT_ONCE):
        if expected > head.number:
            break  # written after we began
        if why := _what_is_wrong(line, expected, link):
            return Finding(expected - 1, link, expected, why)
        expected, link = expected + 1, line.link
    return _against_head(expected - 1, link, head)


def _what_is_wrong(line: AuditEvent, expected: int, previous_link: str) -> str:
    if line.number != expected:
        return _("line %(number)d is missing; the next one that is there is %(next)d") % {
            "number": expected,
            "next": line.number,
        }
    if line.previous_link != previous_link:
        return _("line %(number)d does not follow the line before it") % {"number": expected}
    if line.computed_link() != line.link:
        return _("line %(number)d was changed after it was written") % {"number": expected}
    return ""


def _against_head(lines: int, link: str, head: ChainHead) -> Finding:
    if lines < head.number:
        why = _("the lines from %(first)d to %(last)d are missing at the end")
        return Finding(lines, link, lines + 1, why % {"first": lines + 1, "last": head.number})
    if link != head.link:
        return Finding(lines, link, lines, _("the end of the chain is not the one that was kept"))
    return Finding(lines, link)
