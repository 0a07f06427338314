"""The templates that come with the program: active from the start, and a changed file is a new version."""

import hashlib

from django.db import transaction

from backoffice.kit.transitions import Refused, perform
from documents.actions.templates import upload
from documents.kinds import DocumentKind, kinds
from documents.models import TemplateVersion


def load_shipped_templates() -> dict[str, int]:
    """Puts the shipped template of every kind into use where that is not done yet. Writes.

    A shipped file that changed becomes a new version; it takes over only from an older shipped one. Beside a
    template that the office made itself it is offered for approval. Returns how many were loaded and left.
    Raises Refused when a shipped file does not pass its own check.
    """
    counts = {"loaded": 0, "unchanged": 0}
    for kind in kinds:
        counts["loaded" if _load(kind) else "unchanged"] += 1
    return counts


def _load(kind: DocumentKind) -> bool:
    content = kind.template.read_bytes()
    versions = TemplateVersion.objects.of_kind(kind.key)
    if versions.filter(sha256=hashlib.sha256(content).hexdigest(), is_shipped=True).exists():
        return False
    with transaction.atomic():
        version = upload(kind.key, content, file_name=kind.template.name, by=None)
        if version.problems:
            raise Refused(
                [f"{kind.template.name}, {one['where']}: {one['message']}" for one in version.problems]
            )
        is_pushed_aside = version.siblings().active().filter(is_shipped=False).exists()
        perform(version, "offer" if is_pushed_aside else "approve", by=None)
    return True
