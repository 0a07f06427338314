"""Whether docxtpl's mending of tables leaves a template's tables alone, whatever the values are.

docxtpl adds columns to a table's grid when a row has more cells, and takes columns away when no row reaches them.
"""

from lxml import etree

from documents.rendering.markers import BLOCK, is_conditional
from documents.rendering.wordprocessing import W

# What a table whose every row was left out looks like; docxtpl takes all its columns away.
NO_ROWS = "</w:tblGrid></w:tbl>"


def tables_stay(body: etree._Element) -> bool:
    """Whether every table of this marked body keeps its grid, unless the letter shows `NO_ROWS`."""
    return all(_stays(table) for table in body.iter(f"{W}tbl"))


def _stays(table: etree._Element) -> bool:
    grid = table.find(f"{W}tblGrid")
    if grid is None or grid.find(BLOCK) is not None:
        return False
    rows = list(table.iter(f"{W}tr"))
    columns = len(grid.findall(f"{W}gridCol"))
    if any(_has_changing_cells(row) or len(row.findall(f"{W}tc")) > columns for row in rows):
        return False
    reaching = [row for row in rows if _width(row) >= columns]
    if any(not is_conditional(row, table) for row in reaching):
        return True
    return len(reaching) == len(rows) and _holds_only_rows(grid)


def _has_changing_cells(row: etree._Element) -> bool:
    return any(block.find(f"{W}tc") is not None for block in row.iter(BLOCK))


def _width(row: etree._Element) -> int:
    spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc"))
    return sum(1 if span is None else int(span.get(f"{W}val", "1")) for span in spans)


def _holds_only_rows(grid: etree._Element) -> bool:
    """Whether nothing but rows and instructions follows, so that a table without rows shows `NO_ROWS`."""
    allowed = {f"{W}tr", BLOCK}
    following = [*grid.itersiblings(etree.Element)]
    inside = [child for block in following if block.tag == BLOCK for child in block.iter(BLOCK)]
    children = [child for block in inside for child in block.iterchildren(etree.Element)]
    return all(element.tag in allowed for element in [*following, *children])
