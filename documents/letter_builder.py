"""Builds the Word templates of shipped letters out of the pieces that letters have.

The sources that use it are Python, so that a change to a letter can be read in a diff; `build_letters` writes the
files. The same source gives the same bytes. How it looks stands in `letter_style`, what is around it in `letter_frame`.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from docx import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from documents.letter_frame import CASE, Mark, set_frame
from documents.letter_style import set_page, set_styles
from documents.letter_tables import LetterTables
from documents.rendering.package import read_package, write_package
from documents.word_xml import write_runs

__all__ = ["CASE", "LetterBuilder", "Mark"]

BEFORE_CLOSING = Pt(5)  # the height of the white line


class LetterBuilder(LetterTables):
    """One letter, written from top to bottom. ``mark`` is what it is known by on every page."""

    def __init__(self, title: str, mark: Mark = CASE) -> None:
        self.document = Document()
        self.mark = mark
        set_styles(self.document)
        set_page(self.document)
        set_frame(self.document, title, mark)

    def address(self, lines_tag: str, name_tag: str, attention: str = "") -> None:
        """Where the window of the envelope is: name, for whose attention, then each line of the address.

        ``attention`` is the name of a value that may be empty; then its line is not there.
        """
        self.text(name_tag, style="Adres")
        if attention:
            with self.when(attention):
                self.text("t.a.v. {{ " + attention + " }}", style="Adres")
        with self.each("regel in " + lines_tag):
            self.text("{{ regel }}", style="Adres")

    def reference(self, pairs: Sequence[tuple[str, str]], widths_cm: Sequence[float] = ()) -> None:
        """The table that says what this letter is about: its mark first, then these labels with their values."""
        self.text("", style="Adres")
        self.reference_table([(self.mark.label, self.mark.value), *pairs], widths_cm)

    def title(self, text: str) -> None:
        """What the letter says, as its first heading."""
        self.document.add_heading(text, level=1)

    def heading(self, text: str, *, on_new_page: bool = False) -> None:
        """A part of the letter."""
        self.document.add_heading(text, level=2).paragraph_format.page_break_before = on_new_page or None

    def small_heading(self, text: str) -> None:
        """A piece of a part."""
        self.document.add_heading(text, level=3)

    def text(self, text: str, *, style: str = "Normal") -> Paragraph:
        """A paragraph; words between ** are bold."""
        paragraph = self.document.add_paragraph(style=style)
        write_runs(paragraph, text)
        return paragraph

    @contextmanager
    def when(self, condition: str) -> Iterator[None]:
        """What is written within stands there only when the condition holds."""
        self.text("{%p if " + condition + " %}", style="Sturing")
        yield
        self.text("{%p endif %}", style="Sturing")

    @contextmanager
    def each(self, loop: str) -> Iterator[None]:
        """What is written within is repeated: ``onderdeel in onderdelen``."""
        self.text("{%p for " + loop + " %}", style="Sturing")
        yield
        self.text("{%p endfor %}", style="Sturing")

    def only_if(self, condition: str, *texts: str, style: str = "Normal") -> None:
        """Paragraphs that stand there only when the condition holds."""
        with self.when(condition):
            for text in texts:
                self.text(text, style=style)

    def numbered(self, texts: Iterable[str]) -> None:
        """Steps that follow each other. One such list per letter, because Word counts on."""
        for text in texts:
            self.text(text, style="List Number")

    def bullets(self, texts: Iterable[str]) -> None:
        """Things that stand beside each other."""
        for text in texts:
            self.text(text, style="List Bullet")

    def callout(self, text: str) -> None:
        """A sentence that nobody may overlook, on a shaded ground."""
        self.text(text, style="Nadruk")

    def closing(self, name: str = "{{ behandelaar.naam }}", role: str = "{{ behandelaar.functie }}") -> None:
        """The end of a letter, with who sends it in which role, and room for a signature.

        It never stands alone on a page: it goes on in the paragraph before it, which stays whole. LibreOffice tears
        paragraphs that must stay together apart; only one paragraph is safe. After anything but plain text it is a
        paragraph of its own.
        """
        self._keep_end_together()
        senders = [sender for sender in (name, role, "{{ kantoor.naam }}") if sender]
        words = "\n".join(["Met vriendelijke groet,", "", "", *senders])
        last = self.document.paragraphs[-1]
        if last.style is None or last.style.name != "Normal":
            self.text(words, style="Afsluiting")
            return
        last.paragraph_format.keep_together = True
        last.add_run("\n")
        last.add_run("\n").font.size = BEFORE_CLOSING
        last.add_run(words)

    def _keep_end_together(self) -> None:
        """Whatever turns out to be the last that is said, in each condition, keeps with what comes after it."""
        depth = 0
        for paragraph in reversed(self.document.paragraphs):
            paragraph.paragraph_format.keep_with_next = True
            depth += _nesting(paragraph.text)
            if depth == 0 and not paragraph.text.startswith("{%p "):
                return

    def content(self) -> bytes:
        """The Word file; the same letter gives the same bytes."""
        target = io.BytesIO()
        self.document.save(target)
        return write_package(read_package(target.getvalue()))


def _nesting(text: str) -> int:
    """Read backwards: an end opens a piece with a condition or repetition, its beginning closes it."""
    return text.startswith("{%p end") - text.startswith(("{%p if ", "{%p for "))
