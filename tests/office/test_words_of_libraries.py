"""What Django says, in Dutch that reads naturally."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from backoffice.accounts.models import User
from casework.models import Category

CATEGORIES = "/admin/casework/category/"


def signed_in(user: User) -> Client:
    """A browser in which a user is signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.django_db
def test_saving_says_what_was_done_without_an_article_that_may_not_fit(administrator: User) -> None:
    client = signed_in(administrator)
    form = {"name": "bejegening", "code": "bejegening", "is_active": "on", "order": "1"}

    added = client.post(f"{CATEGORIES}add/", form, follow=True).content.decode()
    [made] = Category.objects.filter(name="bejegening")
    changed = client.post(f"{CATEGORIES}{made.pk}/change/", form, follow=True).content.decode()

    assert "Toegevoegd: categorie “" in added
    assert "Gewijzigd: categorie “" in changed
    assert "met succes" not in added + changed


def test_a_password_that_is_too_short_is_refused_in_dutch() -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password("kort-Xq7")

    assert "Dit wachtwoord is te kort. Het moet minstens 12 tekens lang zijn." in refused.value.messages
