"""Word files to PDF with LibreOffice, in a profile of its own that fetches nothing and runs nothing."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from django.utils.translation import gettext as _

from documents.rendering.problems import PdfFailed, PdfUnavailable

START_SECONDS = 60.0
SECONDS_PER_LETTER = 3.0
# LibreOffice 7.4 made 243 of 500 PDFs, left the others out and called that a success.
LETTERS_PER_CALL = 100
PDF_ENDS, LAST_BYTES = b"%%EOF", 1024

# Path, property and value of every switch that is not left to LibreOffice's defaults.
LOCKED_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Misc", "UseSystemFileDialog", "false"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    # 0 = never: linked text is not refreshed from outside.
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Common/Save/Document", "CreateBackup", "false"),
    # A proxy that leads nowhere, for whatever a future version might still want to fetch.
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def is_available() -> bool:
    """Whether this machine can make PDFs at all."""
    return _soffice() is not None


def to_pdf(letters: Sequence[bytes], *, seconds: float | None = None) -> list[bytes]:
    """The PDF of each Word file, in the same order, made in one call of LibreOffice for every hundred.

    What a call leaves out, because LibreOffice broke on the way, goes into the next one, as long as each makes a PDF.
    Raises PdfUnavailable when LibreOffice is missing and PdfFailed when it is too slow, in all, or delivers too
    little; then nothing of it is left running.
    """
    soffice = _soffice()
    if soffice is None:
        raise PdfUnavailable(
            _("LibreOffice is not installed here, so there is no PDF. The Word file is available.")
        )
    if not letters:
        return []
    limit = seconds if seconds is not None else START_SECONDS + SECONDS_PER_LETTER * len(letters)
    with tempfile.TemporaryDirectory(prefix="letters-") as folder:
        return _convert(soffice, Path(folder), letters, limit)


def _soffice() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _convert(soffice: str, folder: Path, letters: Sequence[bytes], seconds: float) -> list[bytes]:
    sources = [folder / f"{number:05}.docx" for number in range(1, len(letters) + 1)]
    for source, letter in zip(sources, letters, strict=True):
        source.write_bytes(letter)
    _write_profile(folder / "profile")
    try:
        _convert_all(soffice, folder, sources, monotonic() + seconds)
    except subprocess.TimeoutExpired as error:
        raise _too_slow(seconds, sources) from error
    return [_result(source, number) for number, source in enumerate(sources, start=1)]


def _convert_all(soffice: str, folder: Path, sources: Sequence[Path], until: float) -> None:
    """Calls LibreOffice until every source has its PDF, or a call made none. Raises TimeoutExpired."""
    waiting = sources
    while waiting:
        call = waiting[:LETTERS_PER_CALL]
        _run(_command(soffice, folder, call), folder, max(until - monotonic(), 0.0))
        left = [source for source in call if _whole_pdf(source) is None]
        if len(left) == len(call):
            return
        waiting = [*left, *waiting[LETTERS_PER_CALL:]]


def _too_slow(seconds: float, sources: Sequence[Path]) -> PdfFailed:
    """LibreOffice takes the letters one after the other, so it was busy with the first that has no PDF."""
    busy_with = [number for number, source in enumerate(sources, start=1) if _whole_pdf(source) is None]
    why = _("Making the PDF took longer than %(seconds)d seconds and was stopped. Try again later.")
    return PdfFailed(why % {"seconds": seconds}, letter=busy_with[0] if busy_with else None)


def _command(soffice: str, folder: Path, sources: Sequence[Path]) -> list[str]:
    profile = (folder / "profile").as_uri()
    switches = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
    target = ["--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder)]
    return [soffice, f"-env:UserInstallation={profile}", *switches, *target, *map(str, sources)]


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in LOCKED_SETTINGS
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>',
        encoding="utf-8",
    )


def _run(command: Sequence[str], folder: Path, seconds: float) -> None:
    """soffice starts a second program that does the work; both stand in one process group.

    Raises TimeoutExpired; also then nothing of the group is left running.
    """
    process = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
        command,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    finally:
        _end_group(process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()


def _result(source: Path, number: int) -> bytes:
    content = _whole_pdf(source)
    if content is None:
        why = _("LibreOffice made no PDF of this letter. Open the Word file to see why.")
        raise PdfFailed(why, letter=number)
    return content


def _whole_pdf(source: Path) -> bytes | None:
    """The PDF of this Word file; None when there is none, or when it stops halfway (ISO 32000-1, 7.5.5)."""
    try:
        content = source.with_suffix(".pdf").read_bytes()
    except FileNotFoundError:
        return None
    return content if PDF_ENDS in content[-LAST_BYTES:] else None
