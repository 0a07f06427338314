"""Programs of the system that some tests need: a test is skipped with a clear line, or fails where CI promised them."""

import os
import shutil
from dataclasses import dataclass

IS_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


@dataclass(frozen=True, slots=True)
class Tool:
    """What a marker needs, and how to get it."""

    marker: str
    program: str
    package: str

    @property
    def is_here(self) -> bool:
        """Whether the program is on the path."""
        return shutil.which(self.program) is not None

    @property
    def absence(self) -> str:
        """The line that says what was left out and how to change that."""
        return f"{self.program} is not installed, so its tests are left out (apt-get install {self.package})"


TOOLS = (
    Tool("browser", "chromium", "chromium"),
    Tool("soffice", "soffice", "libreoffice-writer-nogui"),
    Tool("poppler", "pdftotext", "poppler-utils"),
)
