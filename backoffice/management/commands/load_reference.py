"""Loads what a new office needs; safe to repeat, because what the office changed stays as it is."""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from billing.actions.reference import load_products
from casework.actions.clock_rules import load_clock_rules
from casework.actions.reference import load_categories, load_procedures
from documents.actions.shipped import load_shipped_templates

# In this order: clocks belong to procedures.
LOADERS: Mapping[str, Callable[[], int]] = {
    "products": load_products,
    "procedures": load_procedures,
    "categories": load_categories,
    "clock_rules": load_clock_rules,
    "templates": lambda: load_shipped_templates()["loaded"],
}


class Command(BaseCommand):
    """Load the reference data."""

    help = "Load procedures, clocks, categories, products and letter templates; what is there already stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only how to report."""
        parser.add_argument("--json", action="store_true", help="a machine-readable last line")

    def handle(self, *_args: Any, **options: Any) -> None:
        """All or nothing."""
        with transaction.atomic():
            added = {name: load() for name, load in LOADERS.items()}
        if options["verbosity"]:
            total = sum(added.values())
            self.stdout.write(_("Reference data: %(total)s rows added.") % {"total": total})
        if options["json"]:
            self.stdout.write(json.dumps(added))
