"""The words of a mail with `{name}` where a value comes: filled in, and looked over before they are used.

Pure: no database. A name is replaced and nothing else happens: no expressions, and a value is never read as a name.
"""

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches

from django.utils.translation import gettext as _

NAME = re.compile(r"\{(\w+)\}")
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
BETWEEN_BRACES = re.compile(r"\{([^{}\n]*)\}")


def fill(text: str, values: Mapping[str, object]) -> str:
    """The text with every known name replaced by its value; anything else stays as it stands."""
    return NAME.sub(lambda found: str(values.get(found[1], found[0])), text)


def one_line(text: str) -> str:
    """A header value: line ends and other control characters would begin a header of their own.

    What a mail program would take for coded text (RFC 2047) is cut open, so that it shows what is written.
    """
    plain = re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+", " ", text).strip()
    return plain.replace("=?", "= ?")


def names_in(text: str) -> set[str]:
    """The names that a text uses."""
    return set(NAME.findall(text))


def problems_in(text: str, names: Collection[str]) -> list[str]:
    """What is wrong with the braces in a text, each in a sentence that says how to mend it."""
    found = [_about_name(written, names) for written in BETWEEN_BRACES.findall(text) if written not in names]
    if re.search(r"[{}]", BETWEEN_BRACES.sub("", text)):
        found.append(_("A brace stands alone. A field is written as {kenmerk}, with one brace on each side."))
    return list(dict.fromkeys(found))


def problems_in_subject(text: str) -> list[str]:
    """What makes a text no subject: nothing in it, or a line end, which would begin a header of its own."""
    if not text.strip():
        return [_("Write the subject.")]
    if CONTROLS.search(text):
        return [_("A subject is one line: take the line end or tab out.")]
    return []


def _about_name(written: str, names: Collection[str]) -> str:
    if written.strip() in names:
        return _("Write {%(name)s} without spaces between the braces.") % {"name": written.strip()}
    near = get_close_matches(written.strip().lower(), names, n=1)
    if near:
        return _("There is no field {%(written)s}. Do you mean {%(name)s}?") % {
            "written": written,
            "name": near[0],
        }
    return _("There is no field {%(written)s}. The fields are: %(names)s.") % {
        "written": written,
        "names": ", ".join(f"{{{name}}}" for name in names),
    }
