"""``make run``: one command from a fresh checkout to a running office."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from backoffice.accounts.models import User
from backoffice.demo.people import DEMO_PASSWORD, PEOPLE
from backoffice.startup import PortTaken, check_port, prepare, process_environment, run_processes


class Command(BaseCommand):
    """Prepare the data, say where the office is, and run it."""

    help = "Prepare the database and run web and worker together until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))

    def handle(self, *_args: Any, host: str, port: int, **_options: Any) -> None:
        """Refuse a taken port before anything is done."""
        try:
            check_port(host, port)
        except PortTaken as error:
            raise CommandError(self._port_taken(port)) from error
        prepare(self._say)
        self._announce(host, port)
        exit_code = run_processes(settings.BASE_DIR / "Procfile", process_environment(host, port))
        self._say(_("Stopped. The data is kept."))
        sys.exit(exit_code)

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _port_taken(self, port: int) -> str:
        return _(
            "Port %(port)s is in use by another program; nothing was started. "
            "Stop that program, or choose another port: PORT=%(other)s make run"
        ) % {"port": port, "other": port + 1}

    def _announce(self, host: str, port: int) -> None:
        self._say("")
        self._say(_("The office opens at http://%(host)s:%(port)s/admin/") % {"host": host, "port": port})
        present = set(User.objects.values_list("email", flat=True))
        logins = [person for person in PEOPLE if person.email in present]
        if settings.DEBUG and logins:
            self._say(_("Demo logins (password: %(password)s):") % {"password": DEMO_PASSWORD})
            for person in logins:
                self._say(f"  {person.email:<28} {person.title}")
        self._say(_("Stop with Ctrl-C; the data is kept."))
        self._say("")
