"""A full disk, of the database or of the files, is answered in plain words: nothing was saved, and what to do."""

import errno
import logging
import sqlite3
import sys
from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import server_error

INSUFFICIENT_STORAGE = 507  # RFC 4918, 11.5
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
POSTGRESQL_DISK_FULL = "53100"  # its appendix A, class 53

log = logging.getLogger(__name__)


class FullDiskMiddleware:
    """Answers a request that found the disk full; its transaction was rolled back whole."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of a full disk; nothing for any other failure, which stays loud."""
        return full_disk_page(request) if is_full_disk(error) else None


def answer_failure(request: HttpRequest) -> HttpResponse:
    """The page of a failure outside the views, for instance where the session is saved (``handler500``)."""
    error = sys.exc_info()[1]
    return full_disk_page(request) if error and is_full_disk(error) else server_error(request)


def full_disk_page(request: HttpRequest) -> HttpResponse:
    """Status 507; also tells the log, because only an administrator can make room. Asks nothing of the disk."""
    log.error("The disk is full: %s %s was not done.", request.method, request.path)
    return render(request, "507.html", status=INSUFFICIENT_STORAGE)


def is_full_disk(error: BaseException) -> bool:
    """Whether a failure, or what caused it, is that nothing more can be stored."""
    return any(_says_full(cause) for cause in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _says_full(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    return getattr(error, "sqlstate", None) == POSTGRESQL_DISK_FULL
