"""Puts a rendered letter into an envelope: RFC 5322 headers, a text and an HTML part."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit
from uuid import UUID

from streamverse.domains.notifications.ports import MailRefused, PreparedMail
from streamverse.domains.notifications.rendering import SITE_NAME, Rendered, one_line
from streamverse.kit.settings import Settings

SEVEN_BIT = SMTP.clone(cte_type="7bit")
"""Every server takes it; a letter in Hindi is a third longer by it, and nobody minds."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom mail comes from, and who reads the answers."""

    mailbox: Address
    reply_to: Address

    @property
    def domain(self) -> str:
        """The part behind the @, for message ids."""
        return self.mailbox.domain


def sender_of(settings: Settings) -> Sender:
    """Read the sender from the settings; without one it is no-reply at the site's own name."""
    name, address = parseaddr(settings.mail_from)
    if not address:
        host = urlsplit(settings.site_url).hostname or "localhost"
        address = f"no-reply@{host}"
    mailbox = mailbox_of(address, name or SITE_NAME)
    answers = parseaddr(settings.mail_reply_to)[1]
    return Sender(mailbox, mailbox_of(answers, SITE_NAME) if answers else mailbox)


def mailbox_of(address: str, name: str = "") -> Address:
    """Read an address; its domain as the wire has it (IDNA). Raises MailRefused."""
    local, _, domain = address.rpartition("@")
    if not local or not domain or one_line(address) != address or " " in address:
        msg = "This is not an email address."
        raise MailRefused(msg)
    try:
        wire = domain if domain.isascii() else domain.encode("idna").decode()
        # An encoded word (RFC 2047) inside a name would be decoded by the reader's program.
        return Address(one_line(name).replace("=?", "= ?"), local, wire)
    except (UnicodeError, ValueError) as error:
        msg = "This is not an email address."
        raise MailRefused(msg) from error


def compose(
    mail_id: UUID, sender: Sender, to: Address, letter: Rendered, at: datetime
) -> PreparedMail:
    """Write the whole message. Its Message-ID is the mail's own, however often it is tried."""
    message = EmailMessage(SMTPUTF8 if needs_utf8(to.addr_spec) else SEVEN_BIT)
    message["From"] = sender.mailbox
    message["To"] = to
    message["Reply-To"] = sender.reply_to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{mail_id}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    message["Content-Language"] = letter.language  # of both parts, so only after them
    return PreparedMail(mail_id, sender.mailbox.addr_spec, to.addr_spec, message.as_bytes())


def needs_utf8(address: str) -> bool:
    """Whether an address takes a server that speaks SMTPUTF8 (RFC 6531)."""
    return not address.isascii()
