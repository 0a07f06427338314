"""How the log reads: one line for an answer that was meant, a traceback only for a failure of ours."""

import logging
from http import HTTPStatus


class MeantAnswers(logging.Filter):
    """Leaves the traceback out of what Django tells of a request that was refused (status below 500)."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every line; shorten those of answers that are no failure."""
        if (
            getattr(record, "status_code", HTTPStatus.INTERNAL_SERVER_ERROR)
            < HTTPStatus.INTERNAL_SERVER_ERROR
        ):
            record.exc_info = record.exc_text = None
        return True
