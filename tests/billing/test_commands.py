"""The commands for member lists: exit codes, the machine-readable line, and lists that survive a round trip."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from billing.models import ImportBatch, ImportMapping, Member
from tests.factories.billing import LIST_2026, brought_in, load_products, make_member, member_list, row

pytestmark = pytest.mark.django_db


def run(
    *arguments: Any, capsys: pytest.CaptureFixture[str], **options: Any
) -> tuple[int, dict[str, Any], str]:
    """Exit code, the JSON line and everything said."""
    try:
        call_command(*map(str, arguments), json=True, **options)
        code, said = 0, ""
    except CommandError as error:
        code, said = error.returncode, str(error)
    lines = capsys.readouterr().out.splitlines()
    answer = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
    return code, answer, "\n".join([*lines, said])


def test_a_list_is_brought_in_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    load_products()

    code, answer, _said = run("import_members", LIST_2026, capsys=capsys)

    assert (code, Member.objects.count()) == (0, 240)
    assert answer == {"new": 240, "changed": 0, "unchanged": 0, "wrong": 0, "errors": []}


def test_in_a_new_house_the_shipped_products_come_first(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, said = run("import_members", LIST_2026, capsys=capsys)

    assert (code, answer["new"], answer["wrong"]) == (0, 240, 0)
    assert "nog geen producten" in said


def test_the_same_list_again_says_that_nothing_was_changed(capsys: pytest.CaptureFixture[str]) -> None:
    load_products()
    run("import_members", LIST_2026, capsys=capsys)

    code, answer, said = run("import_members", LIST_2026, capsys=capsys)

    assert (code, answer["unchanged"]) == (0, 240)
    assert "niets gewijzigd" in said


def test_a_trial_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    load_products()

    code, answer, _said = run("import_members", LIST_2026, capsys=capsys, dry_run=True)

    assert (code, answer["new"]) == (0, 240)
    assert not Member.objects.exists()
    assert not ImportBatch.objects.exists()


def test_wrong_rows_are_listed_and_nothing_is_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load_products()
    path = tmp_path / "leden.csv"
    path.write_bytes(member_list(row(), row(lidnummer="L2", kvk="12")))

    code, answer, said = run("import_members", path, capsys=capsys)

    assert code == 1
    assert answer["errors"] == [{"row": 3, "column": "kvk", "value": "12", "message": "8 cijfers nodig."}]
    assert not Member.objects.exists()
    assert "Rij 3" in said


@pytest.mark.parametrize("name", [".", "weg.csv", "leden.pdf"])
def test_what_is_no_list_is_refused(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "leden.pdf").write_bytes(b"%PDF-1.7")

    code, answer, said = run("import_members", tmp_path / name, capsys=capsys)

    assert code == 1
    assert answer["errors"][0]["message"]
    assert "Er is niets gewijzigd." in said


def test_an_unknown_mapping_is_wrong_usage_that_names_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ImportMapping.objects.create(name="boekhouding", headers={})

    code, _answer, said = run("import_members", LIST_2026, capsys=capsys, mapping="anders")

    assert code == 2
    assert "boekhouding" in said


@pytest.mark.parametrize("extension", ["csv", "xlsx", "ods"])
def test_an_exported_list_comes_back_unchanged(
    extension: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brought_in(
        row(naam="=1+1 'Zorg' é", telefoon="+31 6 5774720", kvk="01234567"),
        row(lidnummer="-2", lid_tot="31-12-2026"),
    )
    make_member(number="@3", name="'=x")
    path = tmp_path / f"uit.{extension}"

    assert run("export_members", path, capsys=capsys)[:2] == (0, {"members": 3, "file": str(path)})
    code, answer, _said = run("import_members", path, capsys=capsys)

    assert (code, answer["unchanged"], answer["wrong"]) == (0, 3, 0)


def test_an_unknown_kind_of_file_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _answer, said = run("export_members", tmp_path / "uit.pdf", capsys=capsys)

    assert code == 2
    assert ".ods" in said


def test_an_export_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _answer, said = run("export_members", tmp_path / "weg" / "uit.csv", capsys=capsys)

    assert code == 1
    assert "niet worden geschreven" in said


def test_products_are_loaded_once_and_keep_what_staff_changed() -> None:
    added = load_products()
    from_staff = brought_in(row())
    del from_staff

    assert added == 8
    assert load_products() == 0
