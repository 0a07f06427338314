"""Tells billing which procedures a member can have."""

from billing.procedures import procedures
from casework.models import Procedure


def current_procedures() -> dict[str, str]:
    """The procedures under which new complaints begin: key and name. Queries."""
    return dict(Procedure.objects.current().order_by("key").values_list("key", "name"))


procedures.register("casework", current_procedures)
