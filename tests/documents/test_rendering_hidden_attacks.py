"""Attacks in the corners of a Word file, on both ways to make a letter; and values that look like instructions."""

import io
import time
from collections.abc import Iterator
from html import unescape

import pytest
from docx import Document

from documents.rendering import RenderingFailed, check, render
from documents.rendering.engine import prepare
from documents.rendering.findings import Code
from documents.rendering.warm import Pool
from tests.documents.test_rendering_attacks import SHELL, refused
from tests.documents.test_rendering_bounds import LOUD, NESTED, VALUES, WORDS
from tests.factories.documents import R, W, changed, texts_of, word_file

NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
# Seconds that no letter takes whose limit is four, on the most crowded machine.
LONGEST = 60
# A drawing whose number only docxtpl can set, so that the letter takes the slow way.
NUMBERED = (
    f'<w:p xmlns:w="{W}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    "<w:r><w:t>{% if naam %}</w:t></w:r><w:r><w:drawing><wp:inline><wp:extent cx='900' cy='900'/>"
    "<wp:docPr id='1' name='logo'/></wp:inline></w:drawing></w:r><w:r><w:t>{% endif %}</w:t></w:r></w:p>"
)


def with_notes(kind: str, text: str) -> bytes:
    """A Word file with a part of notes (footnotes, endnotes, comments) that holds this text."""
    one = kind.removesuffix("s")
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{kind} xmlns:w="{W}"><w:{one} w:id="1">'
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{one}></w:{kind}>"
    )

    def add(members: dict[str, bytes]) -> None:
        members[f"word/{kind}.xml"] = xml.encode()
        declared = f'<Override PartName="/word/{kind}.xml" ContentType="{NOTES}{kind}+xml"/></Types>'
        types = members["[Content_Types].xml"]
        members["[Content_Types].xml"] = types.replace(b"</Types>", declared.encode())
        relation = f'<Relationship Id="rId77" Type="{R}/{kind}" Target="{kind}.xml"/></Relationships>'
        name = "word/_rels/document.xml.rels"
        members[name] = members[name].replace(b"</Relationships>", relation.encode())

    return changed(word_file("x"), add)


def in_body(xml: str) -> bytes:
    """A Word file with raw text in its body."""
    return changed(
        word_file("x"),
        lambda members: members.update(
            {
                "word/document.xml": members["word/document.xml"].replace(
                    b"<w:sectPr", xml.encode() + b"<w:sectPr", 1
                )
            }
        ),
    )


# --- where an instruction can hide ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["footnotes", "endnotes", "comments"])
def test_an_instruction_in_notes_is_refused(kind: str) -> None:
    assert check(with_notes(kind, "gewoon"), {}) == []

    refused(with_notes(kind, SHELL))


@pytest.mark.parametrize(
    "name", ["author", "category", "comments", "keywords", "subject", "last_modified_by"]
)
def test_an_instruction_in_any_property_is_refused(name: str) -> None:
    document = Document()
    setattr(document.core_properties, name, SHELL)
    content = io.BytesIO()
    document.save(content)

    refused(content.getvalue())


@pytest.mark.parametrize("which", ["first_page_header", "even_page_footer"])
def test_an_instruction_in_another_header_or_footer_is_refused(which: str) -> None:
    document = Document()
    document.settings.odd_and_even_pages_header_footer = True
    document.sections[0].different_first_page_header_footer = True
    getattr(document.sections[0], which).paragraphs[0].text = SHELL
    content = io.BytesIO()
    document.save(content)

    refused(content.getvalue())


@pytest.mark.parametrize(
    "xml",
    [
        f"<w:p><w:r><w:t>{''.join(f'&#{ord(sign)};' for sign in SHELL)}</w:t></w:r></w:p>",
        f"<w:p><w:r><w:t><![CDATA[{SHELL}]]></w:t></w:r></w:p>",
        f'<w:p><w:pPr><w:pStyle w:val="{SHELL}"/></w:pPr></w:p>',
        f"<!--{SHELL}-->",
        f"<?x {SHELL}?>",
        "".join(f"<w:p><w:r><w:t>{half}</w:t></w:r></w:p>" for half in (SHELL[:20], SHELL[20:])),
        "<w:p>" + "".join(f"<w:r><w:t>{sign}</w:t></w:r>" for sign in SHELL) + "</w:p>",
        f'<w:p><w:r><w:t xml:space="{SHELL}">x</w:t></w:r></w:p>',
        f"<w:p><w:r><w:delText>{SHELL}</w:delText></w:r></w:p>",
        f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{SHELL}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    ],
    ids=[
        "entities",
        "cdata",
        "attribute",
        "comment",
        "order",
        "paragraphs",
        "runs",
        "space",
        "deleted",
        "cell",
    ],
)
def test_an_instruction_written_in_another_way_is_refused(xml: str) -> None:
    refused(in_body(xml))


# --- bombs, on both ways --------------------------------------------------------------------------------------------


@pytest.fixture
def pool() -> Iterator[Pool]:
    """A pool of its own with short limits."""
    pool = Pool(wall_seconds=4.0, cpu_seconds=30)
    yield pool
    pool.end()


@pytest.mark.parametrize("raw", [(), (NUMBERED,)], ids=["made ready", "docxtpl"])
@pytest.mark.parametrize("bomb", [NESTED, LOUD], ids=["processor", "memory"])
def test_a_bomb_is_ended_on_both_ways_to_make_a_letter(pool: Pool, bomb: str, raw: tuple[str, ...]) -> None:
    template = word_file(bomb, raw=raw)
    is_fast = prepare(template, template).letter is not None
    begun = time.monotonic()

    findings, content = pool.ask(WORDS, template, {**VALUES, "naam": "x"})

    assert is_fast is (raw == ())
    assert [one.code for one in findings] in ([Code.TOO_SLOW], [Code.TOO_MUCH_MEMORY])
    assert (content, time.monotonic() - begun < LONGEST) == (b"", True)


@pytest.mark.parametrize(
    "text", ["{{" * 150_000, "{%" * 150_000, "{{ a }}" * 60_000, "{{ " + "a." * 100_000 + "b }}"]
)
def test_a_text_of_nothing_but_braces_does_not_hold_a_worker(pool: Pool, text: str) -> None:
    begun = time.monotonic()

    findings, _content = pool.ask({"task": "check"}, word_file(text), [["a", True, "x"]])

    assert time.monotonic() - begun < LONGEST
    assert findings or text.startswith("{{ a }}")


@pytest.mark.parametrize("depth", [300, 100_000])
def test_elements_in_elements_without_end_are_refused(depth: int) -> None:
    refused(in_body("<w:sdt>" * depth + "</w:sdt>" * depth))


# --- values ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", [(), (NUMBERED,)], ids=["made ready", "docxtpl"])
@pytest.mark.parametrize(
    "value",
    [
        "{{ 7*7 }}",
        "{% for x in y %}",
        "{# niets #}",
        SHELL,
        '{ INCLUDETEXT "https://example.org" }',
        "</w:t></w:r><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r><w:r><w:t>",
        "<w:altChunk r:id='rId1'/>",
        "<!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
        "]]>&amp;lt;",
        "{{ naam }} <?letter 1?> \ufdd2",
    ],
)
def test_a_value_is_text_wherever_it_is_filled_in(value: str, raw: tuple[str, ...]) -> None:
    place = "{{ naam }}"
    template = word_file(place, header=place, footer=place, title=place, raw=raw)

    letter = render(template, {"naam": value})

    document = Document(io.BytesIO(letter))
    section = document.sections[0]
    plain = value.replace("\ufdd2", "")
    assert [text.replace("\ufdd2", "") for text in texts_of(letter) if text] == [plain]
    assert section.header.paragraphs[0].text.replace("\ufdd2", "") == plain
    assert section.footer.paragraphs[0].text.replace("\ufdd2", "") == plain
    assert unescape(document.core_properties.title or "").replace("\ufdd2", "") in (plain, unescape(plain))
    assert not list(document.element.body.iter(f"{{{W}}}instrText", f"{{{W}}}altChunk"))


def test_a_value_in_a_footnote_is_text_too() -> None:
    letter = render(with_notes("footnotes", "{{ naam }}"), {"naam": "{{ 7*7 }} <b>"})

    def look(members: dict[str, bytes]) -> None:
        assert b"{{ 7*7 }} &lt;b&gt;" in members["word/footnotes.xml"]

    changed(letter, look)


def test_a_value_that_is_no_text_is_named_and_not_run() -> None:
    with pytest.raises(RenderingFailed):
        render(word_file("{{ naam.upper }}"), {"naam": "x"})
