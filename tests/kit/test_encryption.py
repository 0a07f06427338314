"""Encrypted fields open only for their own row and column, with a key of ours, and fail closed."""

import base64
from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection, models, transaction
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st

from backoffice.kit.encryption import (
    CannotDecrypt,
    Ciphertext,
    EncryptedTextField,
    decrypt,
    encrypt,
    keyring,
)
from casework.models import Complaint
from tests.conftest import THE_DAY

pytestmark = pytest.mark.django_db
SECRET = "De kanarie zingt — ’s nachts 😀"
KEYS = {
    name: f"{name}:{base64.urlsafe_b64encode(sign * 32).decode()}"
    for name, sign in [("old", b"o"), ("new", b"n")]
}


def make(**fields: Any) -> Complaint:
    """The least complaint with a secret in it."""
    values = {"channel": "letter", "received_on": THE_DAY, "narrative": SECRET, **fields}
    return Complaint.objects.create(**values)


def stored_bytes(complaint: Complaint, column: str = "narrative") -> Any:
    """What the database itself holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM casework_complaint WHERE id = %s", [_key(complaint)])  # noqa: S608
        return bytes(cursor.fetchone()[0])


def put_bytes(complaint: Complaint, value: Any, column: str = "narrative") -> None:
    """Write into the column behind the back of the house."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE casework_complaint SET {column} = %s WHERE id = %s", [value, _key(complaint)])  # noqa: S608


def _key(complaint: Complaint) -> Any:
    return complaint.pk.hex if connection.vendor == "sqlite" else complaint.pk


def read(complaint: Complaint) -> str:
    """The secret as the house reads it from the database."""
    return str(Complaint.objects.get(pk=complaint.pk).narrative)


def with_one_bit_turned(stored: bytes) -> bytes:
    """The same bytes but for the last bit, whatever it was."""
    return stored[:-1] + bytes([stored[-1] ^ 1])


def test_text_comes_back_and_lies_encrypted() -> None:
    complaint = make()

    assert read(complaint) == SECRET
    assert SECRET.encode() not in stored_bytes(complaint)
    assert b"kanarie" not in stored_bytes(complaint)


def test_the_same_text_is_never_the_same_twice() -> None:
    assert stored_bytes(make()) != stored_bytes(make())


def test_a_row_that_was_read_and_saved_without_looking_keeps_its_bytes() -> None:
    complaint = make()
    before = stored_bytes(complaint)

    Complaint.objects.get(pk=complaint.pk).save()

    assert stored_bytes(complaint) == before


def test_a_deferred_text_is_fetched_when_it_is_read() -> None:
    complaint = Complaint.objects.defer("narrative").get(pk=make().pk)

    assert complaint.narrative == SECRET


@pytest.mark.parametrize(
    "tamper",
    [
        pytest.param(lambda mine, other: stored_bytes(other), id="another row"),
        pytest.param(lambda mine, other: stored_bytes(mine, "wish"), id="another column"),
        pytest.param(lambda mine, other: SECRET.encode(), id="plain text"),
        pytest.param(lambda mine, other: b"", id="nothing"),
        pytest.param(lambda mine, other: stored_bytes(mine)[:-1], id="cut short"),
        pytest.param(lambda mine, other: with_one_bit_turned(stored_bytes(mine)), id="one bit"),
        pytest.param(lambda mine, other: b"\x02" + stored_bytes(mine)[1:], id="another version"),
        pytest.param(
            lambda mine, other: stored_bytes(mine).replace(b"demo", b"odem"), id="another key's name"
        ),
    ],
)
def test_whatever_was_not_made_for_this_place_does_not_open(tamper: Any, settings: Any) -> None:
    settings.FIELD_KEYS = f"demo:{KEYS['old'].split(':')[1]},odem:{KEYS['new'].split(':')[1]}"
    mine, other = make(wish=SECRET), make()
    put_bytes(mine, tamper(mine, other))

    with pytest.raises(CannotDecrypt) as refused:
        read(mine)

    assert SECRET not in str(refused.value)


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL keeps text out of a binary column itself"
)
def test_text_in_the_column_does_not_open() -> None:
    complaint = make()
    put_bytes(complaint, SECRET)

    with pytest.raises(CannotDecrypt):
        read(complaint)


def test_the_first_key_writes_and_the_older_ones_still_read(settings: Any) -> None:
    settings.FIELD_KEYS = KEYS["old"]
    complaint = make()
    settings.FIELD_KEYS = f"{KEYS['new']},{KEYS['old']}"

    again = Complaint.objects.get(pk=complaint.pk)
    again.narrative = again.narrative
    again.save()

    assert read(complaint) == SECRET
    assert b"new" in stored_bytes(complaint)[:10]


def test_without_the_key_nothing_opens(settings: Any) -> None:
    settings.FIELD_KEYS = KEYS["old"]
    complaint = make()
    settings.FIELD_KEYS = KEYS["new"]

    with pytest.raises(CannotDecrypt):
        read(complaint)


@pytest.mark.parametrize("keys", ["", "demo", "demo:c2hvcnQ", ":" + "A" * 43])
def test_a_key_that_is_none_is_refused(keys: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        keyring(keys)


def test_values_give_a_closed_envelope() -> None:
    complaint = make()

    [value] = Complaint.objects.filter(pk=complaint.pk).values_list("narrative", flat=True)

    assert isinstance(value, Ciphertext)
    assert repr(value) == "<encrypted>"


def test_plain_text_cannot_be_written_past_the_row() -> None:
    complaint = make()

    with pytest.raises(TypeError), transaction.atomic():
        Complaint.objects.update(narrative="leesbaar")
    with pytest.raises(TypeError), transaction.atomic():
        Complaint.objects.bulk_update([complaint], ["narrative"])
    assert read(complaint) == SECRET


@pytest.mark.parametrize("lookup", ["narrative", "narrative__contains", "narrative__in", "narrative__gt"])
def test_an_encrypted_text_cannot_be_looked_up(lookup: str) -> None:
    value = ["x"] if lookup.endswith("__in") else "x"

    with pytest.raises((TypeError, FieldError)):
        list(Complaint.objects.filter(**{lookup: value}))


def test_whether_there_is_a_text_may_be_asked() -> None:
    make()

    assert Complaint.objects.filter(narrative__isnull=False).count() == 1


def test_a_copy_to_another_column_in_sql_does_not_open() -> None:
    complaint = make()
    Complaint.objects.filter(pk=complaint.pk).update(wish=F("narrative"))

    with pytest.raises(CannotDecrypt):
        _ = Complaint.objects.get(pk=complaint.pk).wish


def test_an_encrypted_text_is_never_in_a_fixture() -> None:
    make()

    with pytest.raises(TypeError):
        serializers.serialize("json", Complaint.objects.all())


def test_a_model_without_a_key_of_its_own_is_told_so() -> None:
    class Diary(models.Model):
        text = EncryptedTextField()

        class Meta:
            app_label = "workshop"

        def __str__(self) -> str:
            return "diary"

    assert [problem.msg for problem in Diary.check()] == ["Encrypted field without a key of our own."]


@given(st.binary(max_size=2_000), st.text(max_size=50))
def test_bytes_of_every_kind_come_back_and_only_to_their_own_place(plain: bytes, place: str) -> None:
    sealed = encrypt(plain, place)

    assert decrypt(sealed, place) == plain
    with pytest.raises(CannotDecrypt):
        decrypt(sealed, place + "x")


@given(st.binary(max_size=200))
def test_noise_never_opens(noise: bytes) -> None:
    with pytest.raises(CannotDecrypt):
        decrypt(noise, "anywhere")
