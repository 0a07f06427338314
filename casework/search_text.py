"""What a complaint is found by: its number, the names of its parties, and its member. Never its text."""

from datetime import datetime

from backoffice.kit.search_index import folded_together
from casework.models import Complaint

ROWS_AT_A_TIME = 500


def refresh_search_text(complaint: Complaint) -> None:
    """Bring the search text of a complaint up to date; after every change of its number, parties or member. Writes."""
    complaint.search_text = _found_by(complaint)
    complaint.save(update_fields=["search_text"])


def follow_changed_members(since: datetime) -> int:
    """Bring the search texts of complaints about members that changed since an instant up to date; how many did change.

    Members change in another room of the house, which knows no complaint: so this looks there, once a day. Writes.
    """
    rows = Complaint.objects.filter(member__changed_at__gte=since).select_related("member")
    with_parties = rows.prefetch_related("parties").iterator(ROWS_AT_A_TIME)
    stale = [row for row in with_parties if row.search_text != _found_by(row)]
    for row in stale:
        refresh_search_text(row)
    return len(stale)


def _found_by(complaint: Complaint) -> str:
    member = complaint.member
    names = sorted(party.name for party in complaint.parties.all())
    return folded_together([complaint.number, *names, *([member.number, member.name] if member else [])])
