"""Email addresses in the one form in which they are stored and compared."""

import re
import unicodedata

from streamverse.domains.identity.errors import BadEmail

MAX_LENGTH = 254
MAX_LOCAL_LENGTH = 64
# The HTML standard's pattern of a valid address, with letters of every script (RFC 6531).
LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*")
LABEL = re.compile(r"[^\W_]([^\W_]|-){0,61}[^\W_]|[^\W_]")


def normalised(email: str) -> str:
    """Return the address in lower case and Unicode's form NFKC. Raises BadEmail."""
    folded = unicodedata.normalize("NFKC", email.strip()).lower()
    local, at, domain = folded.rpartition("@")
    is_well_formed = (
        bool(at)
        and len(folded) <= MAX_LENGTH
        and len(local) <= MAX_LOCAL_LENGTH
        and LOCAL.fullmatch(local) is not None
        and all(LABEL.fullmatch(label) for label in domain.split("."))
    )
    if not is_well_formed:
        raise BadEmail("Write it like name@example.com.")
    return folded
