"""Headers: ours in two languages, somebody else's by a mapping, and a clear list of the unknown ones."""

import pytest

from backoffice.kit.exchange.cells import text
from backoffice.kit.exchange.layout import IGNORED, Column, Layout
from backoffice.kit.exchange.problems import UnreadableFile

LAYOUT = Layout(
    (
        Column("number", ("lidnummer", "number"), "number", text),
        Column("invoice_email", ("factuur_email", "invoice_email"), "invoice e-mail", text),
    )
)


@pytest.mark.parametrize(
    "header",
    [["Lidnummer", "FACTUUR EMAIL"], ["number", "Invoice_Email"], [" lid nummer ", "factuur-email"]],
)
def test_headers_are_known_in_both_languages_whatever_their_case_and_spaces(header: list[str]) -> None:
    assert LAYOUT.match(header).positions == (0, 1)


def test_columns_are_found_in_any_order() -> None:
    matched = LAYOUT.match(["factuur_email", "lidnummer"])

    assert [column.key for column in matched.columns] == ["number", "invoice_email"]
    assert matched.positions == (1, 0)


def test_all_unknown_headers_are_named_with_what_was_probably_meant() -> None:
    with pytest.raises(UnreadableFile) as refused:
        LAYOUT.match(["lidnumer", "kleur"])

    assert "bedoelt u “lidnummer”" in refused.value.reasons[0]
    assert "kleur" in refused.value.reasons[1]


def test_a_header_that_comes_twice_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="vaker"):
        LAYOUT.match(["lidnummer", "number"])


def test_a_mapping_names_their_columns_and_leaves_some_out() -> None:
    matched = LAYOUT.match(["Klantcode", "Kleur"], {"klantcode": "number", "Kleur": IGNORED})

    assert [column.key for column in matched.columns] == ["number"]
