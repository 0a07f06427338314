"""What a complaint is found by: its number, the names of its parties, and its member. Never its text."""

from backoffice.kit.search_index import folded_together
from casework.models import Complaint


def refresh_search_text(complaint: Complaint) -> None:
    """Bring the search text of a complaint up to date; after every change of number, parties or member. Writes."""
    member = complaint.member
    names = [party.name for party in complaint.parties.order_by("role", "name")]
    found_by = [complaint.number, *names, *([member.number, member.name] if member else [])]
    complaint.search_text = folded_together(found_by)
    complaint.save(update_fields=["search_text"])
