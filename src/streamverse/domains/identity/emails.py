"""Email addresses in the one form in which they are stored and compared."""

import asyncio
import unicodedata

import email_validator
from email_validator import EmailNotValidError, validate_email

from streamverse.domains.identity.errors import BadEmail

MAX_LENGTH = 254
email_validator.SPECIAL_USE_DOMAIN_NAMES.clear()  # an intranet's .local is an address too
# Letters that pass for Latin ones (from the confusables of Unicode TR 39): Cyrillic, then Greek.
LOOKALIKES = str.maketrans(
    dict(zip("асԁеһіјкӏморԛѕтѵԝху", "acdehijklmopqstvwxy", strict=True))
    | dict(zip("αβεγικνορτυχω", "abeyikvoptuxw", strict=True))
)


def normalised(email: str) -> str:
    """Return the address in lower case and Unicode's form NFKC. Raises BadEmail."""
    folded = unicodedata.normalize("NFKC", email.strip()).lower()
    try:
        checked = validate_email(folded, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise BadEmail(f"Write it like name@example.com. {error}") from error
    if len(checked.normalized) > MAX_LENGTH:
        raise BadEmail("It is too long.")
    return checked.normalized


def look_of(address: str) -> str:
    """Return what a normalised address looks like: the same for look-alikes in other scripts."""
    return address.casefold().translate(LOOKALIKES)


async def require_deliverable(address: str) -> None:
    """Ask the domain name system whether the domain takes mail. Raises BadEmail.

    A name server that doesn't answer is no reason to refuse.
    """

    def ask() -> None:
        validate_email(address, check_deliverability=True, globally_deliverable=False)

    try:
        await asyncio.to_thread(ask)
    except EmailNotValidError as error:
        raise BadEmail(f"No mail can reach it: {error}") from error
