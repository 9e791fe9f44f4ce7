"""A real SMTP server on loopback, with a mailbox, moods, and a certificate of its own."""

import ssl
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.running import free_port

ACCEPTED = "250 Message accepted for delivery"
USER = "mailer"
PASSWORD = "s3cret/with:@signs"


@dataclass
class Mailbox:
    """What arrived; `answers` are given to the next messages, before all are accepted again."""

    port: int
    envelopes: list[Envelope] = field(default_factory=list[Envelope])
    answers: list[str] = field(default_factory=list[str])
    refused_recipients: dict[str, str] = field(default_factory=dict[str, str])
    was_tls: list[bool] = field(default_factory=list[bool])
    signed_in: list[str] = field(default_factory=list[str])

    @property
    def messages(self) -> list[EmailMessage]:
        """The messages, as a mail program reads them."""
        return [
            message_from_bytes(cast("bytes", one.content), policy=default) for one in self.envelopes
        ]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if answer := self.refused_recipients.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802 - the same
        if self.answers:
            return self.answers.pop(0)
        self.envelopes.append(envelope)
        self.was_tls.append(session.ssl is not None)
        return ACCEPTED

    def check(self, _server: Any, _session: Any, _envelope: Any, _method: Any, data: Any) -> Any:
        """Take one name and password."""
        given = cast("LoginPassword", data)
        is_right = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        if is_right:
            self.signed_in.append(given.login.decode())
        return AuthResult(success=is_right, handled=False)


class Server(Controller):
    """Listens on a port that is known before, in a thread of its own."""

    def factory(self) -> SMTP:
        """Make one connection's server."""
        return SMTP(self.handler, **self.SMTP_kwargs)


@contextmanager
def smtp_server(**options: Any) -> Generator[Mailbox]:
    """Run a server while the block lasts; `needs_auth=True` wants USER and PASSWORD."""
    needs_auth = options.pop("needs_auth", False)
    mailbox = Mailbox(free_port())
    if needs_auth:
        options |= {"auth_required": True, "authenticator": mailbox.check}
    server = Server(mailbox, hostname="127.0.0.1", port=mailbox.port, **options)
    server.start()
    try:
        yield mailbox
    finally:
        server.stop()


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Make a certificate for localhost; returns the server's side, and what to trust it by."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    trust, secret = folder / "trust.pem", folder / "key.pem"
    trust.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(trust, secret)
    return context, trust
