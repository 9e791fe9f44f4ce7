"""Mail by SMTP (RFC 5321): a connection per mail, TLS as the server's address says.

What the server says of this one mail (5xx) is final; all else, also a password that it does
not take, is the operator's to mend, and the mail waits.
"""

import re
import ssl
from contextlib import suppress
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from streamverse.domains.notifications.ports import (
    MailDelayed,
    MailRefused,
    PreparedMail,
    RoadKind,
)
from streamverse.kit.mail_settings import SmtpServer, StartTls

PATIENCE_SECONDS = 20.0
LONGEST_ANSWER = 300
FOR_GOOD = 500
ONE_ADDRESS = re.compile(r"[^\s<>,;:\x00-\x1f\x7f]+")
LINK = re.compile(r"https?://\S+")
START_TLS = {StartTls.REQUIRED: True, StartTls.AUTO: None, StartTls.OFF: False}


class SmtpRoad:
    """Hands mail to one server."""

    kind: RoadKind = "smtp"

    def __init__(self, server: SmtpServer, site_url: str) -> None:
        """Send by `server`, and greet it by the site's name."""
        self._server = server
        host = urlsplit(site_url).hostname or ""
        self._own_name = host if "." in host else "localhost"

    async def send(self, mail: PreparedMail) -> None:
        """Hand one mail over. Raises MailRefused, MailDelayed."""
        if not ONE_ADDRESS.fullmatch(mail.recipient):
            msg = "This is not one email address."
            raise MailRefused(msg)
        client = await self._connected()
        options = () if mail.recipient.isascii() else ("SMTPUTF8",)
        try:
            await client.sendmail(
                mail.sender, mail.recipient, mail.content, mail_options=list(options)
            )
        except SMTPRecipientsRefused as refused:
            raise _judged(refused.recipients[0]) from None
        except SMTPResponseException as answer:
            raise _judged(answer) from None
        except (SMTPNotSupported, ValueError) as error:
            msg = f"The mail server can't take an address like this: {_words(str(error))}"
            raise MailRefused(msg) from None
        except (SMTPException, OSError) as error:
            msg = f"The connection to {self._server.name} broke off: {_words(str(error))}"
            raise MailDelayed(msg) from None
        finally:
            # The mail is over and done with; how the server takes its leave changes nothing.
            with suppress(SMTPException, OSError):
                await client.quit()
            client.close()

    async def try_connection(self) -> None:
        """Connect, sign in and leave. Raises MailDelayed."""
        client = await self._connected()
        with suppress(SMTPException, OSError):
            await client.quit()
        client.close()

    async def copy_of(self, mail_id: UUID) -> bytes | None:  # noqa: ARG002 - the port's signature
        """Return nothing: what was sent is the recipient's."""
        return None

    async def forget(self, mail_id: UUID) -> None:
        """Do nothing: nothing was kept."""

    async def forget_before(self, instant: datetime) -> None:
        """Do nothing: nothing was kept."""

    async def _connected(self) -> SMTP:
        server = self._server
        try:
            client = SMTP(
                hostname=server.host,
                port=server.port,
                username=server.user or None,
                password=server.password or None,
                local_hostname=self._own_name,
                timeout=PATIENCE_SECONDS,
                use_tls=server.is_tls,
                start_tls=None if server.is_tls else START_TLS[server.starttls],
                cert_bundle=server.ca_file or None,
            )
            await client.connect()
        except SMTPAuthenticationError as answer:
            msg = f"{server.name} does not take our name and password: {_said(answer)}"
            raise MailDelayed(msg) from None
        except ssl.SSLError as error:
            msg = f"No safe connection to {server.name}: {_words(str(error))}"
            raise MailDelayed(msg) from None
        except SMTPResponseException as answer:
            msg = f"{server.name} does not want to talk to us: {_said(answer)}"
            raise MailDelayed(msg) from None
        except (SMTPException, OSError) as error:
            msg = f"{server.name} does not answer: {_words(str(error))}"
            raise MailDelayed(msg) from None
        return client


def _judged(answer: SMTPResponseException) -> MailRefused | MailDelayed:
    kind = MailRefused if answer.code >= FOR_GOOD else MailDelayed
    return kind(f"The mail server said: {_said(answer)}")


def _said(answer: SMTPResponseException) -> str:
    return f"{answer.code} {_words(answer.message)}"


def _words(text: str) -> str:
    """Return a server's words on one line, without any link that it may have quoted."""
    return LINK.sub("…", " ".join(text.split()))[:LONGEST_ANSWER]
