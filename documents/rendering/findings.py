"""What the bounded child process found in a template: codes and places, no words and no Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Code(StrEnum):
    """Why a template is refused; `wording.py` says each in the reader's language."""

    NOT_A_ZIP = "not_a_zip"
    NOT_WORD = "not_word"
    TOO_LARGE = "too_large"
    TOO_MANY_MEMBERS = "too_many_members"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    BAD_NAME = "bad_name"
    DUPLICATE = "duplicate"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    MACROS = "macros"
    FOREIGN_PART = "foreign_part"
    NOT_XML = "not_xml"
    DTD = "dtd"
    EXTERNAL_LINK = "external_link"
    RELATION = "relation"
    ELEMENT = "element"
    FIELD_CODE = "field_code"
    TAG_OUTSIDE_TEXT = "tag_outside_text"
    TAG_NOT_CLOSED = "tag_not_closed"
    TAG_NOT_OPENED = "tag_not_opened"
    BLOCK_NOT_CLOSED = "block_not_closed"
    BLOCK_NOT_OPENED = "block_not_opened"
    SYNTAX = "syntax"
    SYNTAX_AT = "syntax_at"
    FORBIDDEN = "forbidden"
    RICH_TAG = "rich_tag"
    GROUP = "group"
    UNKNOWN_FILTER = "unknown_filter"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_FIELD_SUGGESTION = "unknown_field_suggestion"
    MISSING_VALUE = "missing_value"
    WRONG_VALUE = "wrong_value"
    NO_LIST = "no_list"
    STRUCTURE = "structure"
    NO_FIELDS = "no_fields"
    RESULT_TOO_LARGE = "result_too_large"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True)
class Spot:
    """A place in a Word file: the kind of part and, where known, the paragraph counted from 1 and how it begins."""

    part: str = "file"
    paragraph: int = 0
    beginning: str = field(default="", compare=False)


@dataclass(frozen=True)
class Finding:
    """One reason why a template cannot be used, as the child reports it."""

    code: Code
    spot: Spot = Spot()
    values: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Plain data that crosses the pipe between the processes."""
        return {
            "code": self.code.value,
            "part": self.spot.part,
            "paragraph": self.spot.paragraph,
            "beginning": self.spot.beginning,
            "values": dict(self.values),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Finding":
        """The reverse of `as_json`; raises KeyError or ValueError for anything else."""
        spot = Spot(str(data["part"]), int(data["paragraph"]), str(data["beginning"]))
        values = {str(key): str(value) for key, value in data["values"].items()}
        return cls(Code(data["code"]), spot, values)


class TemplateFault(Exception):
    """Raised inside the child when a template cannot be used; carries every finding."""

    def __init__(self, *findings: Finding) -> None:
        self.findings = list(findings)
        super().__init__(", ".join(finding.code for finding in findings))


def fault(code: Code, spot: Spot | None = None, **values: str) -> TemplateFault:
    """A fault with one finding."""
    return TemplateFault(Finding(code, spot or Spot(), values))
