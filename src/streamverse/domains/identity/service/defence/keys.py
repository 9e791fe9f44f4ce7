"""Under what wrong passwords are counted: an email's MAC, alone or with a known device's.

Emails are counted whether or not somebody has them, so that counting tells nothing. A device
that signed in to the account before is counted alone: whoever guesses from elsewhere can't
shut the owner out (OWASP's device cookies).
"""

from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.repository import accounts, devices
from streamverse.domains.identity.service.devices import tokens
from streamverse.kit.db import ReadSession
from streamverse.kit.keyring import keyring_of
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

PURPOSE = "identity.sign_in_failures"
EMAIL_LENGTH = 40
DEVICE_LENGTH = 20
SEPARATOR = "."


def key_of_email(services: Services, email: str) -> str:
    """Return under what strangers' wrong passwords for an email are counted."""
    key = keyring_of(services.get(Settings)).signing(PURPOSE)
    return key.sign(email.strip().lower().encode()).hex()[:EMAIL_LENGTH]


def below(email_key: str) -> str:
    """Return what the keys of all known devices of an email begin with."""
    return email_key + SEPARATOR


async def key_of(services: Services, session: ReadSession, email: str, origin: Origin) -> str:
    """Return under what a try is counted: the known device's own key, else the strangers'."""
    email_key = key_of_email(services, email)
    keyring = keyring_of(services.get(Settings))
    installation = tokens.installation_of(keyring, origin.device_token)
    if installation is None and origin.device_id is None:
        return email_key
    account = await accounts.account_by_email(session, email)
    if account is None:
        return email_key
    if origin.device_id is not None:  # signed in there at this moment
        device = await devices.one_of(session, account.id, origin.device_id)
    else:
        device_key = tokens.key_of(installation or b"", account.id)
        device = await devices.by_key(session, account.id, device_key)
    if device is None or device.revoked_at is not None:
        return email_key
    return below(email_key) + device.key[:DEVICE_LENGTH]
