"""The expected failure: something may not happen now, and the person who asked is told why."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise

Text = str | Promise


class Refused(Exception):
    """A step or action that may not happen now; nothing was changed.

    ``reasons`` are sentences for the person who asked; ``fields`` has those of them that belong to a form's field.
    """

    def __init__(self, reasons: Sequence[Text] | Text, fields: Mapping[str, list[str]] | None = None) -> None:
        listed = [reasons] if isinstance(reasons, str | Promise) else reasons
        self.reasons = tuple(str(reason) for reason in listed)
        self.fields = dict(fields or {})
        super().__init__(" ".join(self.reasons))
