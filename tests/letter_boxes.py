"""Reads the boxes in which a page lists the letters about its subject."""

import re
from typing import Any

from django.urls import reverse

from documents.models import IssuedDocument

LINE = re.compile(r"<li>.*?</li>", re.DOTALL)


def line_in_box(page: Any, letter: IssuedDocument) -> str:
    """The one line of the page from which this letter can be downloaded."""
    address = reverse("admin:documents_issueddocument_download", args=[letter.pk])
    [line] = [one for one in LINE.findall(page.content.decode()) if address in one]
    return str(line)
