"""Templates that attack: each is a real Word file, and none of them renders or passes the check."""

import struct
from collections.abc import Callable

import pytest

from documents.rendering import RenderingFailed, check, render
from documents.rendering.warm import POOL
from tests.factories.documents import (
    R,
    W,
    changed,
    field_paragraph,
    texts_of,
    with_relation,
    word_file,
    zipped,
)

SHELL = "{{ cycler.__init__.__globals__.os.popen('id').read() }}"
CONTEXT = {"naam": "x", "lijst": [1, 2], "d": {"a": "b"}}


def refused(template: bytes) -> str:
    """Both doors are shut; gives what `check` said."""
    problems = check(template, CONTEXT)
    assert problems != []
    with pytest.raises(RenderingFailed):
        render(template, CONTEXT)
    return " ".join(map(str, problems))


@pytest.mark.parametrize(
    "tag",
    [
        SHELL,
        "{{ naam.__class__.__mro__ }}",
        "{{ naam['__class__'] }}",
        "{{ ''.join.__self__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ naam.upper() }}",
        "{{ d.items() }}",
        "{{ 'a'*200000000 }}",
        "{{ 9**9**9 }}",
        "{{ '%0999999999d' % 1 }}",
        "{{ range(10**9) | join }}",
        "{{ lipsum(100000) }}",
        "{{ namespace(a=1) }}",
        "{{ joiner() }}",
        "{{ naam | attr('__class__') }}",
        "{{ naam | safe }}",
        "{{ lijst | map('upper') }}",
        "{{ naam | format(1) }}",
        "{{ naam | center(99999999) }}",
        "{{ naam | pprint }}",
        "{% set x = naam %}",
        "{% include 'x' %}",
        "{% import 'os' as os %}",
        "{% extends 'x' %}",
        "{% macro m() %}{% endmacro %}",
        "{% for x in lijst recursive %}{{ loop(x) }}{% endfor %}",
        "{% autoescape false %}{{ naam }}{% endautoescape %}",
        "{% filter upper %}x{% endfilter %}",
        "{% with a=1 %}{% endwith %}",
        "{% block b %}{% endblock %}",
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{{ " + "9" * 5000 + " }}",
        "{{ d[naam] }}",
        "{{r naam }}",
    ],
)
def test_a_forbidden_instruction_in_the_text_is_refused(tag: str) -> None:
    assert refused(word_file("Beste", tag))


def test_the_same_instruction_is_refused_in_header_footer_and_properties() -> None:
    assert "koptekst" in refused(word_file("x", header=SHELL))
    assert "voettekst" in refused(word_file("x", footer=SHELL))
    assert "eigenschappen" in refused(word_file("x", title=SHELL))


@pytest.mark.parametrize("name", ["docProps/custom.xml", "docProps/app.xml", "word/settings.xml"])
def test_an_instruction_in_a_part_that_is_not_filled_in_is_refused(name: str) -> None:
    def hide(members: dict[str, bytes]) -> None:
        before = members.get(name, b"<a/>")
        members[name] = before.replace(b"?>", b"?><!--" + SHELL.encode() + b"-->", 1)
        if name not in before.decode():
            members.setdefault(name, b"<a>" + SHELL.encode() + b"</a>")
        if b"popen" not in members[name]:
            members[name] = b"<a>" + SHELL.encode() + b"</a>"

    refused(changed(word_file("x"), hide))


def test_an_instruction_outside_the_visible_text_is_refused() -> None:
    deleted = f'<w:p xmlns:w="{W}"><w:del><w:r><w:delText>{{{{ naam }}}}</w:delText></w:r></w:del></w:p>'

    assert "niets wordt ingevuld" in refused(word_file("x", raw=(deleted,)))


@pytest.mark.parametrize(
    "kind", ["image", "attachedTemplate", "oleObject", "hyperlink", "frame", "subDocument", "aFChunk"]
)
def test_a_relationship_to_outside_is_refused(kind: str) -> None:
    template = with_relation(word_file("x"), kind=kind, target="https://example.org/x", external=True)

    assert "example.org" in refused(template)


@pytest.mark.parametrize(
    "kind", ["attachedTemplate", "oleObject", "aFChunk", "vbaProject", "control", "package"]
)
def test_a_relationship_of_a_kind_that_letters_do_not_have_is_refused(kind: str) -> None:
    refused(with_relation(word_file("x"), kind=kind, target="styles.xml", external=False))


def test_a_relationship_that_leaves_the_package_is_refused() -> None:
    refused(with_relation(word_file("x"), kind="image", target="../../../etc/passwd", external=False))


@pytest.mark.parametrize(
    "element",
    [
        f'<w:altChunk xmlns:w="{W}" xmlns:r="{R}" r:id="rId1"/>',
        f'<w:subDoc xmlns:w="{W}" xmlns:r="{R}" r:id="rId1"/>',
        f'<w:p xmlns:w="{W}"><w:r><w:object/></w:r></w:p>',
        f'<w:p xmlns:w="{W}"><w:r><w:control/></w:r></w:p>',
        f'<w:p xmlns:w="{W}"><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" '
        'src="https://example.org/x.png"/></w:pict></w:r></w:p>',
    ],
)
def test_an_element_that_brings_in_something_else_is_refused(element: str) -> None:
    refused(word_file("x", raw=(element,)))


@pytest.mark.parametrize(
    "pieces",
    [
        ('DDEAUTO c:\\windows\\cmd.exe "/c calc"',),
        ("DD", "EAUTO ", "cmd"),
        ("INCLUDETEXT ", '"https://example.org"'),
        ("INCLUDEPICTURE x",),
        ("  iNcLuDeTeXt x",),
        ("QUOTE 68 68 69",),
        ("IF 1 = 1",),
        ("DATE",),
        ("{{ naam }}",),
        ("\\* MERGEFORMAT",),
    ],
)
def test_a_live_field_is_refused_also_when_split_over_runs(pieces: tuple[str, ...]) -> None:
    refused(word_file("x", raw=(field_paragraph(*pieces),)))


def test_a_simple_field_is_judged_too_and_a_page_number_is_allowed() -> None:
    evil = f'<w:p xmlns:w="{W}"><w:fldSimple w:instr="DDE x"/></w:p>'
    good = f'<w:p xmlns:w="{W}"><w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "/></w:p>'

    refused(word_file("x", raw=(evil,)))

    assert check(word_file("x", raw=(good, field_paragraph("NUM", "PAGES"))), {}) == []


def _macros(members: dict[str, bytes]) -> None:
    members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )


def _vba(members: dict[str, bytes]) -> None:
    members["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"


def _activex(members: dict[str, bytes]) -> None:
    members["word/activeX/activeX1.bin"] = b"x"


def _embedding(members: dict[str, bytes]) -> None:
    members["word/embeddings/oleObject1.bin"] = b"x"


def _doctype(members: dict[str, bytes]) -> None:
    members["word/styles.xml"] = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


def _doctype_utf16(members: dict[str, bytes]) -> None:
    members["word/styles.xml"] = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")


def _entity_bomb(members: dict[str, bytes]) -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    members["word/styles.xml"] = f'<!DOCTYPE a [<!ENTITY l0 "x">{levels}]><a>&l9;</a>'.encode()


def _external_entity(members: dict[str, bytes]) -> None:
    members["word/styles.xml"] = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def _strict(members: dict[str, bytes]) -> None:
    members["word/document.xml"] = members["word/document.xml"].replace(
        W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )


def _climbing(members: dict[str, bytes]) -> None:
    members["../../evil.xml"] = b"<a/>"


def _absolute(members: dict[str, bytes]) -> None:
    members["/etc/evil.xml"] = b"<a/>"


def _backslash(members: dict[str, bytes]) -> None:
    members["word\\..\\evil.xml"] = b"<a/>"


def _drive(members: dict[str, bytes]) -> None:
    members["C:evil.xml"] = b"<a/>"


def _bomb(members: dict[str, bytes]) -> None:
    members["word/bomb.xml"] = b"<a>" + b" " * 30_000_000 + b"</a>"


def _many_bombs(members: dict[str, bytes]) -> None:
    members |= {f"word/{number}.xml": b"<a>" + b" " * 250_000 + b"</a>" for number in range(200)}


def _many_members(members: dict[str, bytes]) -> None:
    members |= {f"word/{number}.xml": b"<a/>" for number in range(1000)}


@pytest.mark.parametrize(
    "attack",
    [
        _macros,
        _vba,
        _activex,
        _embedding,
        _doctype,
        _doctype_utf16,
        _entity_bomb,
        _external_entity,
        _strict,
        _climbing,
        _absolute,
        _backslash,
        _drive,
        _bomb,
        _many_bombs,
        _many_members,
    ],
    ids=lambda attack: attack.__name__.strip("_"),
)
def test_a_package_that_is_no_plain_letter_is_refused(attack: Callable[[dict[str, bytes]], None]) -> None:
    refused(changed(word_file("x"), attack))


def test_a_member_that_stands_there_twice_is_refused() -> None:
    members: list[tuple[str, bytes]] = []
    changed(word_file("x"), lambda found: members.extend(found.items()))

    with pytest.warns(UserWarning, match="Duplicate"):
        template = zipped([*members, ("word/document.xml", b"<a/>")])

    assert "twee keer" in refused(template)
    assert "twee keer" in refused(zipped([*members, ("WORD/document.xml", b"<a/>")]))


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" * 100, b"x" * 100_000]
)
def test_something_else_than_a_word_file_is_refused_with_what_to_do(content: bytes) -> None:
    assert "Word" in refused(content)


def test_a_name_with_a_nul_is_refused_although_zipfile_would_cut_it_off() -> None:
    members: list[tuple[str, bytes]] = []
    changed(word_file("x"), lambda found: members.extend(found.items()))
    template = zipped([*members, ("word/a.xml0.png", b"<a/>")])

    refused(template.replace(b"word/a.xml0.png", b"word/a.xml\x00.png"))


def test_a_directory_that_lies_about_sizes_gains_nothing() -> None:
    honest = zipped([("word/document.xml", b" " * 5_000_000)])
    place = honest.rindex(b"PK\x01\x02") + 24
    lying = honest[:place] + struct.pack("<I", 100) + honest[place + 4 :]

    refused(lying)


def test_damaged_compression_is_refused() -> None:
    good = word_file("x")
    place = 2000

    refused(good[:place] + b"\xff" * 400 + good[place + 400 :])


def test_after_all_this_an_ordinary_letter_still_comes_out() -> None:
    assert texts_of(render(word_file("Dag {{ naam }}"), {"naam": "Ans"})) == ["Dag Ans"]
    assert len(POOL._idle) >= 1
