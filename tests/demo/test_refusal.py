"""The demonstration is for one's own machine and for an empty database only."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from backoffice.accounts.models import User
from billing.models import Product
from casework.models import Complaint
from tests.factories.people import make_user


@pytest.mark.django_db
def test_demo_is_refused_when_debug_is_off_and_changes_nothing(settings: Any) -> None:
    settings.DEBUG = False

    with pytest.raises(CommandError, match="DEBUG"):
        call_command("demo")

    assert not User.objects.exists()
    assert not Product.objects.exists()


@pytest.mark.django_db
def test_demo_is_refused_where_somebody_works_already_and_changes_nothing(settings: Any) -> None:
    settings.DEBUG = True
    make_user("coordinator")

    with pytest.raises(CommandError):
        call_command("demo")

    assert User.objects.count() == 1
    assert not Complaint.objects.exists()
    assert not Product.objects.exists()
