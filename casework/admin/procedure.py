"""The procedures under which complaints begin, version by version."""

from django.contrib import admin

from backoffice.kit.admin import OfficeAdmin
from casework.models import Procedure


@admin.register(Procedure)
class ProcedureAdmin(OfficeAdmin):
    """A version that complaints began under keeps its key and number; a change makes a new version."""

    list_display = ("name", "key", "version", "legal_basis", "has_committee", "own_board_first", "is_current")
    list_filter = ("is_current", "has_committee")
    search_fields = ("name", "key")
    ordering = ("key", "-version")

    def get_readonly_fields(self, request: object, obj: Procedure | None = None) -> tuple[str, ...]:
        """What complaints refer to stays."""
        return ("key", "version") if obj else ()
