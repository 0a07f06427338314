"""Wrong rows of a member list: all at once, each with its place and how to mend it, and nothing changed."""

from collections.abc import Callable

import pytest

from backoffice.kit.transitions import Refused
from billing.actions.member_import import check_list, confirm
from billing.models import BatchState, ImportBatch, ImportMapping, Member
from billing.models import MemberChange as Change
from tests.factories.billing import LIST_2026, checked, load_products, member_list, problems, row
from tests.kit.exchange import files

pytestmark = pytest.mark.django_db

WRONG_CELLS = [
    ("kvk", "12", "8 cijfers nodig"),
    ("vestigingsnummer", "12345678901", "Bedoelt u 012345678901"),
    ("agb", "abc", "8 cijfers nodig"),
    ("postcode", "7219", "1234 AB"),
    ("email", "info@", "e-mailadres"),
    ("telefoon", "geen", "telefoonnummer"),
    ("website", "http://", "webadres"),
    ("rechtsvorm", "stichtng", "bedoelt u “stichting”"),
    ("wetten", "Zvw|Wet", "onbekend"),
    ("procedure", "anders", "Kies uit"),
    ("btw_nummer", "NL123", "btw-nummer"),
    ("iban", "NL00RABO9859611191", "IBAN"),
    ("lid_sinds", "31-02-2020", "bestaat niet"),
    ("lid_tot", "01-01-2016", "voordat het lid werd"),
    ("abonnementen", "klachtenfunctionari", "bedoelt u “klachtenfunctionaris”"),
    ("naam", "", "gevuld"),
]


@pytest.mark.parametrize(("column", "value", "message"), WRONG_CELLS)
def test_a_wrong_cell_is_named_with_row_column_value_and_how_to_mend_it(
    column: str, value: str, message: str
) -> None:
    batch = checked(row(lidnummer="L0"), row(**{column: value}, lidnummer="L9"))

    assert batch.state == BatchState.WRONG
    (found,) = problems(batch)
    assert found[:3] == ["3", column, value]
    assert message in found[3]


@pytest.mark.parametrize(
    ("column", "value", "named"),
    [
        ("wetten", "Zvw|Tabak|Jeugdwat|Kies", ["“Tabak”, “Kies” zijn", "bedoelt u “Jeugdwet”"]),
        ("wetten", "Tabak|Tabak", ["“Tabak” is onbekend"]),
        ("abonnementen", "fgg|taxi|kapper", ["“taxi”, “kapper” zijn onbekend", "bedoelt u “fg”"]),
    ],
)
def test_a_cell_with_several_unknown_words_names_them_all(column: str, value: str, named: list[str]) -> None:
    batch = checked(row(**{column: value}))

    ((_row, _column, _value, message),) = problems(batch)
    assert [words for words in named if words not in message] == []


def test_all_errors_come_at_once() -> None:
    batch = checked(row(kvk="12", iban="x"), row(lidnummer="L2", email="x"), row(lidnummer="L3"))

    assert [(found[0], found[1]) for found in problems(batch)] == [
        ("2", "kvk"),
        ("2", "iban"),
        ("3", "email"),
    ]
    assert batch.counts == {"new": 1, "changed": 0, "unchanged": 0, "wrong": 2}


def test_a_list_with_a_wrong_row_cannot_be_confirmed() -> None:
    batch = checked(row(), row(lidnummer="L2", kvk="12"))

    with pytest.raises(Refused, match="fout"):
        confirm(batch)

    assert not Member.objects.exists()
    assert not Change.objects.exists()


def test_the_same_number_twice_names_the_first_row() -> None:
    batch = checked(row(), row(lidnummer="L2"), row())

    (found,) = problems(batch)
    assert found[0] == "4"
    assert "rij 2" in found[3]


def test_one_member_by_number_and_again_by_kvk_is_found_out() -> None:
    batch = checked(row())
    confirm(batch)

    again = checked(row(naam="A"), row(lidnummer="", naam="B"))

    assert "rij 2" in problems(again)[0][3]


def test_a_row_without_any_key_is_wrong() -> None:
    batch = checked(row(lidnummer="", vestigingsnummer=""))

    assert "wijst niemand aan" in problems(batch)[0][3]


def test_a_new_member_known_by_kvk_only_needs_a_number() -> None:
    batch = checked(row(lidnummer=""))

    assert "Vul het lidnummer in" in problems(batch)[0][3]


def test_a_row_that_is_cut_off_does_not_empty_cells() -> None:
    load_products()

    batch = check_list(b"lidnummer;naam;plaats\nL1;De Brug\n", "x.csv")

    assert "Ontbreekt het einde" in problems(batch)[0][3]


def test_a_separator_in_the_text_is_found_out() -> None:
    load_products()

    batch = check_list(b"lidnummer;naam\nL1;De Brug; Enschede\n", "x.csv")

    assert "meer cellen" in problems(batch)[0][3]


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "unknown headers": (lambda: b"lidnumer;kleur\n1;2\n", "bedoelt u “lidnummer”"),
    "no key column": (lambda: b"naam;plaats\nx;y\n", "wijst|aanwijst"),
    "a PDF": (lambda: b"%PDF-1.7", "PDF"),
    "a zip bomb": (files.zip_bomb, "te groot"),
    "Word as csv": (files.word_document, "Word"),
    "nothing": (lambda: b"", "leeg"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_member_list_leaves_nothing_behind(name: str, settings: object) -> None:
    make, word = REFUSED[name]

    with pytest.raises(Refused, match=word):
        check_list(make(), "leden.csv")

    assert not ImportBatch.objects.exists()
    assert not Member.objects.exists()


def test_a_directory_is_no_list() -> None:
    with pytest.raises(Refused, match="map"):
        check_list(LIST_2026.parent)


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(Refused, match="geen bestand"):
        check_list(LIST_2026.with_name("weg.csv"))


def test_a_full_disk_refuses_the_list_and_keeps_nothing(settings: object) -> None:
    settings.MEDIA_ROOT = "/dev/full"  # type: ignore[attr-defined]

    with pytest.raises(Refused, match="schijf vol"):
        check_list(member_list(row()), "leden.csv")

    assert not ImportBatch.objects.exists()


def test_a_mapping_reads_a_list_with_other_headers() -> None:
    load_products()
    mapping = ImportMapping.objects.create(
        name="kvk-lijst", headers={"Klantnr": "number", "Bedrijf": "name", "Kleur": ""}
    )

    batch = check_list(b"klantnr,Bedrijf,kleur\nL1,De Brug,rood\n", "x.csv", mapping=mapping)

    assert batch.counts["new"] == 1
