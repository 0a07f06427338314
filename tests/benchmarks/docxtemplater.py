"""The peer from npm, run by node; it is installed under var/ when a benchmark of full size is run."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings

from tests.benchmarks import letters

SOURCE = Path(__file__).parent / "docxtemplater"
FOLDER = Path(settings.BASE_DIR) / "var" / "benchmarks" / "docxtemplater"
PACKAGES = FOLDER / "node_modules"
INSTALL = ("npm", "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix")
# A small run, as in the tests, installs nothing.
INSTALL_FROM = 100


def seconds(rows: int) -> float | None:
    """How long docxtemplater takes for this many letters, or None (and a word about it) when it is not there."""
    if rows >= INSTALL_FROM and not _install():
        return None
    if not PACKAGES.exists() or shutil.which("node") is None:
        _say("docxtemplater is not installed here and is left out.")
        return None
    with tempfile.TemporaryDirectory() as folder:
        template, values = Path(folder) / "template.docx", Path(folder) / "values.json"
        template.write_bytes(letters.template(begin="{{#delen}}", end="{{/delen}}", item=""))
        values.write_text(json.dumps([letters.values(number) for number in range(rows)]))
        command = ["node", str(FOLDER / "measure.js"), str(template), str(values)]
        answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    return float(answer.stdout)


def _install() -> bool:
    if shutil.which("node") is None or shutil.which("npm") is None:
        _say("node or npm is not installed here; docxtemplater is left out.")
        return False
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "measure.js"):
        shutil.copy(SOURCE / name, FOLDER / name)
    done = subprocess.run([*INSTALL, str(FOLDER)], capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        _say(f"npm could not install docxtemplater; it is left out. {done.stderr.strip()[-200:]}")
    return done.returncode == 0


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
