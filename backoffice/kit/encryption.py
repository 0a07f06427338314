"""Fields that hold what nobody but the house may read: AES-GCM, bound to the row and column they stand in.

The additional data is ``app.model.field:primary key``, so a ciphertext copied to another row or column does not
open. Whatever is not a ciphertext made with one of our keys is refused: these fields fail closed. Keys come from
``FIELD_KEYS`` (``name:base64`` pairs, the first one writes), apart from ``SECRET_KEY``.
"""

import base64
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django import forms
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

VERSION = b"\x01"
NONCE_BYTES = 12
KEY_BYTES = (16, 24, 32)


class CannotDecrypt(Exception):
    """The stored value is not one that our keys made for this row and column; it stays as it is."""


@dataclass(frozen=True, slots=True)
class Ciphertext:
    """What the database holds; it never shows its content."""

    data: bytes

    def __repr__(self) -> str:
        return "<encrypted>"


@lru_cache(maxsize=4)
def keyring(text: str) -> dict[bytes, AESGCM]:
    """The keys by name, the writing one first. Raises `ImproperlyConfigured` on a key that is none."""
    keys: dict[bytes, AESGCM] = {}
    for entry in text.split(","):
        name, _colon, encoded = entry.strip().partition(":")
        key = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
        if not name or len(name) > 255 or len(key) not in KEY_BYTES:
            raise ImproperlyConfigured("FIELD_KEYS: each entry is name:base64 of 16, 24 or 32 bytes.")
        keys[name.encode()] = AESGCM(key)
    return keys


def encrypt(plain: bytes, bound_to: str) -> bytes:
    """Encrypt with the first key: version, length of the key's name, name, nonce, ciphertext with tag."""
    name, key = next(iter(keyring(settings.FIELD_KEYS).items()))
    nonce = os.urandom(NONCE_BYTES)
    header = VERSION + bytes([len(name)]) + name
    return header + nonce + key.encrypt(nonce, plain, header + bound_to.encode())


def decrypt(data: bytes, bound_to: str) -> bytes:
    """The plain bytes. Raises `CannotDecrypt` when one bit, the row, the column or the key is another."""
    try:
        name_end = 2 + data[1]
        header, nonce = data[:name_end], data[name_end : name_end + NONCE_BYTES]
        key = keyring(settings.FIELD_KEYS)[header[2:]]
        if header[:1] != VERSION:
            raise CannotDecrypt(f"{bound_to}: unknown version")
        return key.decrypt(nonce, data[name_end + NONCE_BYTES :], header + bound_to.encode())
    except (IndexError, KeyError, InvalidTag, ValueError) as error:
        raise CannotDecrypt(f"{bound_to}: no key of ours made this value") from error


class DecryptingAttribute:
    """Decrypts when the attribute is read, because only then the row's key is known."""

    def __init__(self, field: "EncryptedField") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, Ciphertext):
            value = self.field.from_bytes(decrypt(value.data, self.field.bound_to(instance)))
            instance.__dict__[name] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedField(models.BinaryField):
    """The common part: what is stored is bytes, what is read is the value."""

    # What the types of Django call the type that is written and the type that is read.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Put the decrypting attribute on the model."""
        super().contribute_to_class(cls, name, private_only=private_only)
        setattr(cls, self.attname, DecryptingAttribute(self))

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """The row's key must exist before the row does, or there is nothing to bind to."""
        found = super().check(**kwargs)
        if not self.model._meta.pk.has_default():
            hint = "Give the model a primary key with a default, such as UUIDField(default=uuid4)."
            found.append(checks.Error("Encrypted field without a key of our own.", hint=hint, obj=self))
        return found

    def _check_str_default_value(self) -> list[checks.CheckMessage]:
        """A default is a value, not the bytes that are stored."""
        return []

    def bound_to(self, instance: models.Model) -> str:
        """The additional data: app, model, column and row."""
        return f"{self.model._meta.label_lower}.{self.attname}:{instance.pk}"

    def to_bytes(self, value: Any) -> bytes:
        """The value as bytes."""
        raise NotImplementedError

    def from_bytes(self, data: bytes) -> Any:
        """The value out of its bytes."""
        raise NotImplementedError

    def pre_save(self, model_instance: models.Model, add: bool) -> Ciphertext | None:
        """Encrypt on the way to the database; an unread ciphertext goes back as it came."""
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Ciphertext):
            return value
        return Ciphertext(encrypt(self.to_bytes(value), self.bound_to(model_instance)))

    def from_db_value(self, value: Any, *_args: Any) -> Ciphertext | None:
        """Bytes out of the database stay closed until they are asked for; so does text, which cannot be ours."""
        if value is None:
            return None
        return Ciphertext(value.encode() if isinstance(value, str) else bytes(value))

    def get_lookup(self, lookup_name: str) -> Any:
        """Nothing but whether there is a value can be asked in SQL; to all else Django says that it is unsupported."""
        return super().get_lookup(lookup_name) if lookup_name in ("isnull", "exact") else None

    def get_prep_value(self, value: Any) -> Any:
        """Only a ciphertext may be written or compared. Raises `TypeError` on anything else."""
        if value is None or isinstance(value, Ciphertext):
            return value
        raise TypeError(f"{self.name}: an encrypted field is written by saving its row, and never looked up.")

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """The ciphertext as the database's binary."""
        value = value if prepared else self.get_prep_value(value)
        return None if value is None else connection.Database.Binary(value.data)

    def value_to_string(self, obj: models.Model) -> str:
        """Never in a fixture."""
        raise TypeError(f"{self.name}: an encrypted field is not serialised.")

    def to_python(self, value: Any) -> Any:
        """Forms give the value itself."""
        return value


class EncryptedTextField(EncryptedField):
    """Text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def to_bytes(self, value: Any) -> bytes:
        """UTF-8."""
        return str(value).encode()

    def from_bytes(self, data: bytes) -> str:
        """UTF-8."""
        return data.decode()

    def formfield(self, **kwargs: Any) -> Any:
        """A text area."""
        return models.Field.formfield(self, **{"widget": forms.Textarea, **kwargs})


class EncryptedJSONField(EncryptedField):
    """Plain data: dicts, lists, text, numbers; dates and decimals become text."""

    def to_bytes(self, value: Any) -> bytes:
        """Compact JSON."""
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")).encode()

    def from_bytes(self, data: bytes) -> Any:
        """The data."""
        return json.loads(data)


class EncryptedBytesField(EncryptedField):
    """A file's content."""

    def to_bytes(self, value: Any) -> bytes:
        """As it is."""
        return bytes(value)

    def from_bytes(self, data: bytes) -> bytes:
        """As it is."""
        return data
