"""The read log: who did what, without content, bound into one chain."""

import datetime as dt
import json
import os
import sqlite3
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from backoffice.accounts.models import User
from backoffice.audit.actions import log, log_many
from backoffice.audit.chain import verify
from backoffice.audit.models import FIRST_LINK, Action, AuditEvent, Outcome
from backoffice.kit import clock as kit_clock
from backoffice.kit.history import HistoryIsFixed
from tests.factories.people import PASSWORD, make_user
from tests.processes import keep_write_ahead_log

pytestmark = pytest.mark.django_db
MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]
WRITE_LINES = """
from backoffice.accounts.models import User
from backoffice.audit.actions import log, log_many
from backoffice.audit.models import Action
officer = User.objects.get(pk={user})
for _line in range({how_many}):
    log(Action.READ, by=officer, subject=officer)
"""


def write(how_many: int, by: User) -> None:
    for _line in range(how_many):
        log(Action.READ, by=by, subject=by)


def tamper(sql: str, *values: Any) -> None:
    """Change the table behind the back of the model."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_line_says_who_what_which_when_and_from_where(officer: User, finance: User) -> None:
    request = RequestFactory(REMOTE_ADDR="10.1.2.3").get("/")
    moment = dt.datetime(2026, 3, 24, 9, tzinfo=dt.UTC)

    with kit_clock.at(moment):
        line = log(Action.DOWNLOAD, by=officer, subject=finance, request=request, outcome=Outcome.REFUSED)

    assert (line.by, line.by_role, line.at) == (officer, "officer", moment)
    assert (line.object_type, line.object_id) == ("accounts.user", str(finance.pk))
    assert (line.address, line.outcome) == ("10.1.2.3", "refused")


def test_every_line_is_bound_to_the_one_before(officer: User) -> None:
    write(3, officer)

    lines = list(AuditEvent.objects.order_by("number"))

    assert [line.number for line in lines] == [1, 2, 3]
    assert [line.previous_link for line in lines] == [FIRST_LINK, lines[0].link, lines[1].link]
    assert verify().is_whole


def test_of_many_objects_at_once_each_has_its_line_in_one_chain(officer: User, finance: User) -> None:
    write(1, officer)

    log_many(Action.DOWNLOAD, by=officer, subjects=[officer, finance], request=RequestFactory().get("/"))
    write(1, officer)

    lines = AuditEvent.objects.order_by("number")
    assert [line.object_id for line in lines] == [
        str(user.pk) for user in (officer, officer, finance, officer)
    ]
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert verify().is_whole


def test_of_nothing_no_line_is_written(officer: User) -> None:
    log_many(Action.DOWNLOAD, by=officer, subjects=[])

    assert not AuditEvent.objects.exists()
    assert verify().is_whole


def test_lines_cannot_be_changed_or_removed(officer: User) -> None:
    write(1, officer)
    line = AuditEvent.objects.get()

    for forbidden in (line.save, line.delete, AuditEvent.objects.all().delete):
        with pytest.raises(HistoryIsFixed):
            forbidden()
    with pytest.raises(HistoryIsFixed):
        AuditEvent.objects.update(address="")


def test_a_changed_line_is_named(officer: User) -> None:
    write(5, officer)

    tamper("UPDATE audit_auditevent SET address = %s WHERE number = 3", "10.9.9.9")

    assert verify().broken_at == 3


def test_a_line_taken_out_is_named(officer: User) -> None:
    write(5, officer)

    tamper("DELETE FROM audit_auditevent WHERE number = 4")

    assert (verify().broken_at, verify().lines) == (4, 3)


def test_lines_cut_off_the_end_are_named(officer: User) -> None:
    write(5, officer)

    tamper("DELETE FROM audit_auditevent WHERE number > 3")

    assert verify().broken_at == 4


def test_a_line_rewritten_with_a_fitting_link_breaks_at_the_next(officer: User) -> None:
    write(5, officer)
    line = AuditEvent.objects.get(number=2)
    line.address = "10.9.9.9"

    tamper(
        "UPDATE audit_auditevent SET address = %s, link = %s WHERE number = 2",
        "10.9.9.9",
        line.computed_link(),
    )

    assert verify().broken_at == 3


def test_an_empty_log_is_whole() -> None:
    assert verify().is_whole


def test_the_command_names_the_first_broken_link_and_exits_with_one(officer: User) -> None:
    write(3, officer)
    whole = StringIO()
    call_command("verify_audit", "--json", stdout=whole)

    tamper("UPDATE audit_auditevent SET outcome = 'refused' WHERE number = 2")
    with pytest.raises(CommandError) as refused:
        call_command("verify_audit")

    assert '"is_whole": true' in whole.getvalue().splitlines()[-1]
    assert refused.value.returncode == 1
    assert "2" in str(refused.value)


@pytest.mark.django_db(transaction=True)
def test_many_processes_at_once_make_one_chain(tmp_path: Path) -> None:
    officer = make_user("officer")
    environment = {**os.environ, "DATABASE_URL": shared_database(tmp_path)}
    code = WRITE_LINES.format(user=officer.pk, how_many=20)

    writers = [subprocess.Popen([*MANAGE, "shell", "-v0", "-c", code], env=environment) for _one in range(4)]
    exits = [writer.wait(timeout=120) for writer in writers]
    checked = subprocess.run(
        [*MANAGE, "verify_audit", "--json"], env=environment, capture_output=True, text=True, check=True
    )

    assert exits == [0, 0, 0, 0]
    assert json.loads(checked.stdout.splitlines()[-1])["lines"] == 80


def shared_database(folder: Path) -> str:
    """The address under which other processes reach the tests' database; SQLite's is copied from memory to a file."""
    if connection.vendor == "postgresql":
        given = connection.settings_dict
        return (
            f"postgres://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"
        )
    copy = sqlite3.connect(folder / "copy.sqlite3")
    connection.connection.backup(copy)
    copy.close()
    keep_write_ahead_log(folder / "copy.sqlite3")
    return f"sqlite:///{folder / 'copy.sqlite3'}"


def test_signing_in_and_out_and_failing_leave_lines(client: Client, officer: User) -> None:
    client.post(reverse("admin:login"), {"username": officer.email, "password": "wrong"})
    client.post(reverse("admin:login"), {"username": officer.email, "password": PASSWORD})
    client.post(reverse("admin:logout"))

    lines = AuditEvent.objects.order_by("number").values_list("action", "outcome", "by")

    assert list(lines) == [
        ("sign_in", "refused", officer.pk),
        ("sign_in", "done", officer.pk),
        ("sign_out", "done", officer.pk),
    ]


def test_what_was_typed_at_a_failed_sign_in_is_kept_nowhere(
    client: Client, caplog: pytest.LogCaptureFixture, officer: User
) -> None:
    canary = "canary-geheim-9931"
    client.post(reverse("admin:login"), {"username": f"{canary}@example.org", "password": "x"})
    client.post(reverse("admin:login"), {"username": officer.email, "password": canary})

    assert not [row for row in _every_row() if canary in str(row)]
    assert canary not in caplog.text


def _every_row() -> list[Any]:
    found: list[Any] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names from the database itself
            found += [(table, row) for row in cursor.fetchall()]
    return found


def test_a_refused_page_leaves_a_line(client: Client, officer: User, finance: User) -> None:
    client.force_login(officer)

    response = client.get(reverse("admin:accounts_user_change", args=[finance.pk]))

    line = AuditEvent.objects.first()
    assert response.status_code == 404
    assert line is not None
    assert (line.outcome, line.by) == ("refused", officer)
    assert str(finance.pk) in line.object_label


def test_only_the_administrator_reads_the_log(client: Client, administrator: User, officer: User) -> None:
    page = reverse("admin:audit_auditevent_changelist")
    write(1, officer)

    client.force_login(officer)
    for_officer = client.get(page).status_code
    client.force_login(administrator)

    assert for_officer == 404
    assert client.get(page).status_code == 200
    assert not AuditEvent.objects.visible_to(officer).exists()
    assert AuditEvent.objects.visible_to(administrator).exists()


def test_nobody_adds_changes_or_deletes_a_line_through_the_admin(client: Client, administrator: User) -> None:
    write(1, administrator)
    line = AuditEvent.objects.get(number=1)
    client.force_login(administrator)

    statuses = [
        client.post(reverse("admin:audit_auditevent_add"), {}).status_code,
        client.post(reverse("admin:audit_auditevent_change", args=[line.pk]), {"address": "x"}).status_code,
        client.post(reverse("admin:audit_auditevent_delete", args=[line.pk]), {"post": "yes"}).status_code,
    ]

    assert all(status in (403, 404) for status in statuses)
    assert verify().is_whole
