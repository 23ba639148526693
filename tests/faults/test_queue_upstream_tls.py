"""An upstream that shows a certificate nobody vouches for is not read, however often a message comes back for it."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from backend.imports.models import JobState
from backend.platforms.base import client
from tests.faults.queued import Queued

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("hasty")]


class SecureServer:
    """Codewars with an empty history, behind TLS with a certificate of its own; `asked` holds what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.certificate = folder / "certificate.pem"
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                body = json.dumps({"totalPages": 1, "totalItems": 0, "data": []}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None: ...

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(_sign_oneself(self.certificate))
        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _sign_oneself(path: Path) -> Path:
    """The key and its certificate for this address, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[SecureServer]:
    server = SecureServer(tmp_path)
    yield server
    server.close()


def test_a_certificate_that_nobody_vouches_for_puts_the_job_off_and_nothing_is_asked(
    queued: Queued, secure: SecureServer
) -> None:
    queued.point_at(secure.url)
    queued.assert_put_off(queued.work(), "upstream_tls", read=0)
    assert secure.asked == []


def test_one_that_this_house_vouches_for_is_good(queued: Queued, secure: SecureServer, settings: Any) -> None:
    settings.OUTBOUND_CA_BUNDLE = str(secure.certificate)
    queued.point_at(secure.url)
    assert queued.work().state == JobState.COMPLETED and len(secure.asked) == 1


@pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")
def test_without_verification_it_would_be_asked_and_it_is_seen(
    queued: Queued, secure: SecureServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = client._new_session

    def trusting(*args: Any) -> Any:
        session = honest(*args)
        session.verify = False
        return session

    monkeypatch.setattr(client, "_new_session", trusting)
    with pytest.raises(AssertionError, match="completed"):
        test_a_certificate_that_nobody_vouches_for_puts_the_job_off_and_nothing_is_asked(queued, secure)
    assert len(secure.asked) == 1
