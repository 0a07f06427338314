"""Two clicks on “make the print” at the same moment, in two processes of the office, are one print."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from backoffice.kit.transitions import perform
from casework.models import Complaint
from documents import tasks
from documents.actions.prepare_batch import page_key, prepare
from documents.actions.print_batch import ask_for_print
from documents.kinds import kinds
from documents.models import PrintRun
from tests.factories.casework import make_registered
from tests.factories.people import make_user
from tests.factories.shipped import templates_in_use
from tests.processes import Arena

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.soffice]
SECONDS_APART = 1.0


def test_a_second_click_while_the_first_is_not_committed_yet_makes_no_second_print(
    clock: Any, tmp_path: Path
) -> None:
    templates_in_use()
    by = make_user("coordinator")
    make_registered(by)
    batch = prepare(kinds.get("acknowledgement"), Complaint.objects.all(), by, key=page_key("x"))
    perform(batch, "start", by=by)
    tasks.run_batch(str(batch.pk))
    arena = Arena(tmp_path)

    def press(number: int, wait: Callable[[], Any]) -> str:
        if number:
            wait()
            return str(ask_for_print(batch, by, is_double_sided=False).pk)
        with transaction.atomic():
            asked = str(ask_for_print(batch, by, is_double_sided=False).pk)
            wait()
            time.sleep(SECONDS_APART)
        return asked

    assert len(set(arena.run(2, press))) == 1
    assert arena.look(PrintRun.objects.count) == 1
