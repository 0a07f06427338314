"""The change log: old → new per field, of the models that ask for it, and never of a secret field."""

from collections.abc import Collection

from auditlog.registry import auditlog
from django.db import models

# Never kept, whatever the model: what opens doors, and what only repeats other fields.
SECRETS = frozenset({"password", "last_login", "search_text"})


def keep_changes(
    model: type[models.Model], *, leave_out: Collection[str] = (), relations: Collection[str] = ()
) -> None:
    """Log every change of a model's rows; ``relations`` names many-to-many fields to follow too.

    Encrypted fields (which are binary) and passwords are always left out. Call it in the app's ``receivers.py``.
    """
    closed = {field.name for field in model._meta.get_fields() if isinstance(field, models.BinaryField)}
    left_out = sorted(closed | SECRETS | set(leave_out))
    auditlog.register(model, exclude_fields=left_out, m2m_fields=set(relations))
