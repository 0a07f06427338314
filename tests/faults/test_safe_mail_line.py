"""The line to the mail server: a name, a password and a text go only over one that is safe, when that was asked."""

import datetime as dt
import ipaddress
import ssl
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.faults.test_bad_mail_server import a_day_of_work, queued, tried
from tests.mail_server import DROP, HANG, MailServer, Trouble, mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def tls(tmp_path: Path) -> ssl.SSLContext:
    """A server's side of TLS, with a certificate that nobody has vouched for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "certificate.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


@pytest.fixture
def trusted(tls: ssl.SSLContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """The same, and this machine trusts it."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    return tls


@pytest.fixture(params=["after a greeting", "from the first byte"])
def make_safe(request: pytest.FixtureRequest, settings: Any) -> Any:
    """Both ways to a safe line (RFC 3207, RFC 8314), with a name and a password."""
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "kantoor", "geheim"
    is_at_once = request.param == "from the first byte"
    settings.EMAIL_USE_SSL, settings.EMAIL_USE_TLS = is_at_once, not is_at_once

    def apply(server: MailServer) -> None:
        server.is_safe_at_once = is_at_once

    return apply


def test_over_a_safe_line_a_mail_goes_out_with_the_password(
    settings: Any, trusted: ssl.SSLContext, make_safe: Any
) -> None:
    with mail_server(settings, tls=trusted) as server:
        make_safe(server)
        mail = tried(queued())

    assert mail.state == "sent"
    assert server.how_often() == {mail.message_id: 1}


@pytest.mark.parametrize("answer", [DROP, HANG])
def test_a_safe_line_that_breaks_after_the_text_leaves_it_to_a_person(
    settings: Any, trusted: ssl.SSLContext, make_safe: Any, answer: bytes
) -> None:
    with mail_server(settings, Trouble("text", answer), tls=trusted) as server:
        make_safe(server)
        mail = tried(queued())

    assert (mail.state, len(server.received)) == ("unsure", 1)


def test_a_certificate_that_nobody_vouches_for_gets_no_password_and_no_text(
    settings: Any, tls: ssl.SSLContext, make_safe: Any
) -> None:
    with mail_server(settings, tls=tls) as server:
        make_safe(server)
        mail = tried(queued())

    assert (mail.state, server.received) == ("queued", [])
    assert "geen veilige verbinding" in mail.last_error
    assert not {"AUTH", "MAIL"} & set(server.commands)


def test_a_server_without_a_safe_line_gets_no_password_and_no_text(settings: Any) -> None:
    settings.EMAIL_USE_TLS = True
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "kantoor", "geheim"

    with mail_server(settings) as server:
        mail = tried(queued())

    assert (mail.state, server.received) == ("queued", [])
    assert "geen veilige verbinding" in mail.last_error
    assert not {"AUTH", "MAIL"} & set(server.commands)


def test_a_wrong_password_waits_and_says_whom_to_ask(settings: Any) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "kantoor", "fout"

    with mail_server(settings) as server:
        mail = tried(queued())
        settings.EMAIL_HOST_PASSWORD = "geheim"
        a_day_of_work()

    assert (mail.state, mail.attempts) == ("queued", 1)
    assert "naam en het wachtwoord" in mail.last_error
    assert server.how_often() == {mail.message_id: 1}
