"""Tells billing which procedures a member can have, and what they promise."""

from billing.procedures import procedure_terms, procedures
from casework.models import Procedure
from casework.procedure_terms import terms_of_procedure


def current_procedures() -> dict[str, str]:
    """The procedures under which new complaints begin: key and name. Queries."""
    return dict(Procedure.objects.current().order_by("key").values_list("key", "name"))


procedures.register("casework", current_procedures)
procedure_terms.register("casework", terms_of_procedure)
