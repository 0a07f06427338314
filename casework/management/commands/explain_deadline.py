"""Says why a date is what it is: one clock of one case."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from casework.models import Deadline
from casework.presentation.deadlines import Explanation, explain


class Command(BaseCommand):
    """Exit code 0 when explained, 1 when there is no such case or clock, 2 on wrong usage."""

    help = "Explains the date of a clock (first_contact, officer_handling, procedure, ...) of a case, step by step."

    def add_arguments(self, parser: CommandParser) -> None:
        """Case number, clock, and the machine-readable line."""
        parser.add_argument("case", metavar="CASE", help="case number, such as K2026-00001")
        parser.add_argument("clock", metavar="CLOCK", help="code of the clock, such as first_contact")
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Find the clock's last run and print why."""
        try:
            deadline = _find(options["case"], options["clock"])
        except CommandError as refused:
            if options["json"]:
                asked = {"case": options["case"], "clock": options["clock"]}
                self.stdout.write(json.dumps({**asked, "error": str(refused)}, ensure_ascii=False))
            raise
        why = explain(deadline)
        self.stdout.write(f"{deadline.complaint} · {why.title}")
        for line in why.lines:
            self.stdout.write(f"  {line}")
        if options["json"]:
            self.stdout.write(json.dumps(_as_data(deadline, why), ensure_ascii=False))


def _find(case: str, key: str) -> Deadline:
    runs = Deadline.objects.filter(complaint__number=case).select_related("rule", "complaint")
    found = runs.filter(key=key).order_by("-pk").first()
    if found:
        return found
    known = sorted(set(runs.values_list("key", flat=True)))
    if not known:
        raise CommandError(_("There is no case %(case)s with clocks.") % {"case": case})
    raise CommandError(
        _("Case %(case)s has no clock “%(key)s”. It has: %(known)s.")
        % {"case": case, "key": key, "known": ", ".join(known)}
    )


def _as_data(deadline: Deadline, why: Explanation) -> dict[str, Any]:
    return {
        "case": str(deadline.complaint),
        "clock": deadline.key,
        "title": why.title,
        "state": deadline.state,
        "started_on": deadline.started_on.isoformat(),
        "due_on": why.due_on.isoformat(),
        "why": list(why.lines),
    }
