"""Word files, good and evil, and a kind of letter about members that only tests know."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from docx import Document
from docx.oxml import parse_xml

from billing.models import Member
from documents.actions.templates import upload
from documents.kinds import DocumentKind, Field, Missing, Recipient
from documents.models import TemplateVersion

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PROOF = "proof_of_membership"


def word_file(
    *paragraphs: str, header: str = "", footer: str = "", title: str = "", raw: tuple[str, ...] = ()
) -> bytes:
    """A Word file with these paragraphs; ``raw`` are further elements of the body as XML."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    document.core_properties.title = title
    for xml in raw:
        document.element.body.insert(0, parse_xml(xml))
    return _saved(document)


def field_paragraph(*instructions: str) -> str:
    """A paragraph with a Word field whose instruction is split over runs."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in instructions)
    return (
        f'<w:p xmlns:w="{W}"><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def split_runs(*pieces: str) -> bytes:
    """A Word file with one paragraph whose text Word has cut into runs."""
    document = Document()
    paragraph = document.add_paragraph()
    for number, piece in enumerate(pieces):
        paragraph.add_run(piece).bold = bool(number % 2)
    return _saved(document)


def changed(content: bytes, change: Callable[[dict[str, bytes]], Any]) -> bytes:
    """The file with its members changed in place."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    return zipped(members.items())


def zipped(members: Any) -> bytes:
    """A zip of name and content pairs; names may be unsafe or doubled."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=zipfile.ZIP_DEFLATED)
    return target.getvalue()


def with_relation(content: bytes, *, kind: str, target: str, external: bool, part: str = "document") -> bytes:
    """The file with one more relationship."""

    def add(members: dict[str, bytes]) -> None:
        name = f"word/_rels/{part}.xml.rels"
        mode = ' TargetMode="External"' if external else ""
        relation = f'<Relationship Id="rId99" Type="{R}/{kind}" Target="{target}"{mode}/>'.encode()
        empty = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b"</Relationships>"
        )
        before = members.get(name, empty)
        members[name] = before.replace(b"</Relationships>", relation + b"</Relationships>")

    return changed(content, add)


def texts_of(content: bytes) -> list[str]:
    """The paragraphs of a Word file."""
    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


def _saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def make_member(**fields: Any) -> Member:
    """A member that a letter can be about."""
    values = {"number": f"D{uuid4().hex[:8]}", "name": "Jansen & Zn <b>", **fields}
    return Member.objects.create(**values)


def proof_kind(folder: Path, **changes: Any) -> DocumentKind:
    """A kind of letter about a member; its shipped template stands in ``folder``."""
    template = folder / "proof.docx"
    if not template.exists():
        template.write_bytes(word_file("Lid {{ lid.naam }} met nummer {{ lid.nummer }}"))
    values: dict[str, Any] = {
        "key": PROOF,
        "title": "Bewijs van aansluiting",
        "template": template,
        "fields": (Field("lid.naam", "naam", "De Brug"), Field("lid.nummer", "nummer", "L1")),
        "build_context": _member_context,
        "model_label": "billing.member",
        "find": _member_with,
        "visible_to": lambda user: Member.objects.visible_to(user),
        "may_issue": lambda user, member: user.has_role("coordinator", "finance"),
        "missing": lambda member: [] if member.city else [Missing("plaats van het lid")],
        "recipient": lambda member: Recipient(member.name, member.email),
        **changes,
    }
    return DocumentKind(**values)


def _member_with(number: str) -> Member:
    found = Member.objects.filter(number=number).first()
    if found is None:
        raise LookupError(number)
    return found


def _member_context(member: Member) -> Mapping[str, Any]:
    return {"lid": {"naam": member.name, "nummer": member.number}}


def make_template(*paragraphs: str, by: Any = None, kind: str = PROOF) -> TemplateVersion:
    """A draft of the test's letter."""
    content = word_file(*(paragraphs or ("Lid {{ lid.naam }}",)))
    return upload(kind, content, file_name="bewijs.docx", by=by)
