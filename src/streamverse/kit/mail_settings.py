"""The settings of mail: the server it leaves by, and whom it comes from."""

import ipaddress
from dataclasses import dataclass, field
from email.utils import parseaddr
from enum import StrEnum
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

DEFAULT_PORTS = {"smtp": 587, "smtps": 465}
OPTIONS = frozenset({"starttls", "ca"})


class StartTls(StrEnum):
    """Whether a connection that begins in clear is turned into a TLS one."""

    REQUIRED = "required"
    AUTO = "auto"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A mail server. `is_tls`: from the first byte on. Without a user nobody signs in."""

    host: str
    port: int
    is_tls: bool
    starttls: StartTls
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""

    @property
    def name(self) -> str:
        """What may be shown and logged: no name, no password."""
        return f"{self.host}:{self.port}"


class MailSettings(BaseSettings):
    """Part of `Settings`."""

    smtp_url: SecretStr = Field(
        default=SecretStr(""),
        validation_alias="SMTP_URL",
        description="mail server: smtp://user:password@host:587 or smtps://…:465, with "
        "?starttls=required, auto or off and &ca=FILE; empty: mail is kept in the data folder",
    )
    mail_from: str = Field(
        default="",
        validation_alias="STREAMVERSE_MAIL_FROM",
        description="sender of mail, e.g. StreamVerse <hello@watch.example>; "
        "empty: no-reply at the site's own name",
    )
    mail_reply_to: str = Field(
        default="",
        validation_alias="STREAMVERSE_MAIL_REPLY_TO",
        description="address that answers to mail go to; empty: the sender",
    )

    @field_validator("smtp_url")
    @classmethod
    def _is_a_mail_server(cls, value: SecretStr) -> SecretStr:
        smtp_server_in(value.get_secret_value())
        return value

    @field_validator("mail_from", "mail_reply_to")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        local, _, domain = parseaddr(value)[1].rpartition("@")
        if value and not (local and domain and value.isprintable()):
            msg = "write an address, or Name <address>"
            raise ValueError(msg)
        return value

    @property
    def smtp(self) -> SmtpServer | None:
        """The mail server, if there is one."""
        return smtp_server_in(self.smtp_url.get_secret_value())


def smtp_server_in(url: str) -> SmtpServer | None:
    """Read a mail server's address; None without one. Raises ValueError, never with the secret.

    Unless it says otherwise, a password is sent over TLS only; to this machine all goes in clear.
    """
    if not url.strip():
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        msg = "write smtp://user:password@host:port; a / : @ or # in a password is %2F %3A %40 %23"
        raise ValueError(msg) from None
    options = dict(parse_qsl(parts.query))
    if parts.scheme not in DEFAULT_PORTS or not host:
        msg = "write smtp://user:password@host:port or smtps://…"
        raise ValueError(msg)
    if not options.keys() <= OPTIONS or options.get("starttls", "auto") not in set(StartTls):
        msg = "after the ? only starttls=required, auto or off, and ca=FILE are known"
        raise ValueError(msg)
    is_tls = parts.scheme == "smtps"
    usual = StartTls.REQUIRED if parts.username else StartTls.AUTO
    usual = StartTls.OFF if is_tls or is_this_machine(host) else usual
    return SmtpServer(
        host=host,
        port=port or DEFAULT_PORTS[parts.scheme],
        is_tls=is_tls,
        starttls=StartTls(options.get("starttls", usual)),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        ca_file=options.get("ca", ""),
    )


def is_this_machine(host: str) -> bool:
    """Whether a host is the loopback."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
