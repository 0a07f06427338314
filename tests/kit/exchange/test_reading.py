"""Reading files: whatever people save a list as, and a clear refusal of everything else."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backoffice.kit.exchange import limits
from backoffice.kit.exchange.decode import decode
from backoffice.kit.exchange.problems import UnreadableFile
from backoffice.kit.exchange.sniff import FileKind
from backoffice.kit.exchange.table import BrokenCell, read_table
from backoffice.kit.exchange.writing import write_list
from tests.kit.exchange import files

TEXT = "lidnummer;naam\r\nL1;Coöperatie Noëlle\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_usual_encoding_gives_the_same_letters(encoding: str) -> None:
    table = read_table(TEXT.encode(encoding))

    assert table.header == ["lidnummer", "naam"]
    assert table.rows == [(2, ["L1", "Coöperatie Noëlle"])]


@pytest.mark.parametrize(
    ("separator", "text"), [(";", "a;b\n1;2,5"), (",", "a,b\n1,2"), ("\t", "a\tb\n1\t2,5")]
)
def test_the_separator_is_found_in_the_header(separator: str, text: str) -> None:
    table = read_table(text.encode())

    assert table.separator == separator
    assert table.header == ["a", "b"]


def test_excels_own_line_about_the_separator_is_obeyed_and_counts_as_a_row() -> None:
    table = read_table(b"sep=,\r\na,b\r\n1,2\r\n")

    assert table.rows == [(3, ["1", "2"])]


def test_rows_keep_the_number_they_have_in_the_sheet() -> None:
    table = read_table(b'a;b\n\n1;"two\nlines"\n\n3;4\n')

    assert [number for number, _cells in table.rows] == [3, 5]


def test_a_sheet_gives_dates_as_dates_and_keeps_its_row_numbers() -> None:
    content = files.sheet([], ["naam", "lid_sinds"], ["De Brug", dt.datetime(2021, 5, 2)])  # noqa: DTZ001

    table = read_table(content)

    assert table.kind is FileKind.XLSX
    assert table.rows == [(3, ["De Brug", dt.date(2021, 5, 2)])]


def test_a_formula_that_nobody_calculated_is_not_taken_for_an_empty_cell() -> None:
    table = read_table(files.sheet(["a", "b"], ["x", "=1+1"], ["=NA()", "y"]))

    assert table.rows[0][1][1] == BrokenCell("formula")
    assert table.rows[1][1][0] == BrokenCell("formula")


BAD_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing at all": (lambda: b"", "leeg"),
    "only blanks": (lambda: b"\r\n \r\n", "leeg"),
    "a header only": (lambda: b"lidnummer;naam\r\n", "geen rijen"),
    "PDF": (lambda: b"%PDF-1.7\n...", "PDF"),
    "RTF": (lambda: b"{\\rtf1 x}", "RTF"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n", "afbeelding"),
    "a web page": (lambda: b"\n<!DOCTYPE html><table>", "webpagina"),
    "Word with another name": (files.word_document, "Word"),
    "any zip": (lambda: files.zipped(readme=b"hi"), "ZIP"),
    "half a zip": (lambda: files.sheet(["a"], ["b"])[:300], "beschadigd"),
    "a broken sheet": (lambda: files.zipped(xl__workbook_xml=b"<no"), "beschadigd"),
    "a zip bomb": (files.zip_bomb, "te groot"),
    "a cell at the far end": (files.far_cell, "te groot|te veel"),
    "a password": (files.locked_sheet, "wachtwoord"),
    "the old kind of sheet": (lambda: files.OLE2 + b"\x00" * 64 + "Workbook".encode("utf-16-le"), ".xls"),
    "zero bytes inside": (lambda: b"lidnummer;naam\nL1;a\x00b\n", "tekens"),
    "half a letter of UTF-16": (lambda: "a;b\nc;d".encode("utf-16")[:-1], "UTF-16"),
    "letters of DOS": (lambda: "lidnummer;naam\nL1;Coöperatie Noëlle\n".encode("cp850"), "accent"),
    "letters of an old Mac": (lambda: "lidnummer;naam\nL1;Coöperatie Noëlle, Hélène\n".encode("mac_roman"), "accent"),
    "UTF-8 with one broken letter": (lambda: "lidnummer;naam\nL1;Coöperatie\n".encode() + b"L2;\xeb\n", "accent"),
    "a missing quotation mark": (lambda: b'lidnummer;naam\nL1;"De Brug\nL2;x\n', "aanhalingsteken"),
    "too many columns": (lambda: b";".join([b"a"] * 201) + b"\n1\n", "kolommen"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_in_clear_dutch(name: str) -> None:
    make, word = BAD_FILES[name]

    with pytest.raises(UnreadableFile, match=f"(?i){word}"):
        read_table(make())


def test_a_file_that_is_too_big_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backoffice.kit.exchange.sniff.MAX_BYTES", 10)

    with pytest.raises(UnreadableFile, match="te groot"):
        read_table(TEXT.encode())


@pytest.mark.parametrize("make", [lambda: b"a\n" + b"1\n" * 6, lambda: files.sheet(["a"], *[[1]] * 6)])
def test_too_many_rows_are_refused(make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ROWS", 5)

    with pytest.raises(UnreadableFile, match="te veel rijen"):
        read_table(make())


# What a Dutch list can hold: letters with and without accents, digits and ordinary signs.
LETTERS = st.text(st.sampled_from("abcdefgh ABCD 0123 éëïöüàçÉ'&-./()+=@"), max_size=12)


@given(LETTERS)
def test_text_without_signs_of_another_code_page_survives_windows_and_utf8(text: str) -> None:
    line = f"naam\n{text}"

    assert decode(line.encode("utf-8")).text == line
    assert decode(line.encode("cp1252")).text == line


CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")), min_size=1, max_size=20
)


@pytest.mark.parametrize("kind", [FileKind.CSV, FileKind.ODS])
@settings(deadline=None, max_examples=20)
@given(first=CELLS, second=CELLS)
def test_what_is_written_is_read_back(kind: FileKind, first: str, second: str) -> None:
    content = write_list(kind, "Leden", ["een", "twee"], [[f"x{first}", f"y{second}"]])

    assert read_rows(content) == [[f"x{first}", f"y{second}"]]


def read_rows(content: bytes) -> list[list[object]]:
    """The cells of every row."""
    return [cells for _number, cells in read_table(content).rows]
