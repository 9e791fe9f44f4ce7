"""The letters we write: what each needs to know, and where its button leads.

A letter that carries a link of identity's gets its address when it is sent; the others lead to
a page of the site. `facts` are what the sentences fill in besides the site and the addressee.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

SECURITY = "/account/security"
DEVICES = "/account/devices"
ACCOUNT = "/account"
TOKENS = "/account/tokens"
CHANNELS = "/account/channels"


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of mail. Without a `page` it carries a link; `is_reusable`: more than once.

    `tells_where`: something was done, and the letter says when and from where.
    `is_last`: nobody is left whose mail it is; what we know of it goes once it has left.
    """

    name: str
    page: str | None = None
    facts: frozenset[str] = frozenset()
    is_reusable: bool = False
    tells_where: bool = False
    is_last: bool = False

    @property
    def carries_link(self) -> bool:
        """Whether identity is asked for its address."""
        return self.page is None


_ALL = (
    Letter("verify_email"),
    Letter("reset_password"),
    Letter("confirm_email"),
    Letter("undo_email", tells_where=True),
    Letter("unlock"),
    Letter("invitation"),
    Letter("parental_consent", facts=frozenset({"child"})),
    Letter("export", is_reusable=True),
    Letter("cancel_erasure", facts=frozenset({"due_at"})),
    Letter("registration_repeated", "/login"),
    Letter("password_changed", SECURITY, tells_where=True),
    Letter("email_changed", ACCOUNT, tells_where=True),
    Letter("second_factor_changed", SECURITY, frozenset({"change"}), tells_where=True),
    Letter("new_device", DEVICES, tells_where=True),
    Letter("token_reused", DEVICES, tells_where=True),
    Letter("social_linked", SECURITY, frozenset({"provider"}), tells_where=True),
    Letter("social_unlinked", SECURITY, frozenset({"provider"}), tells_where=True),
    Letter("api_token_made", TOKENS, frozenset({"token"}), tells_where=True),
    Letter("channel_invitation", CHANNELS, frozenset({"channel"})),
    Letter("erasure_cancelled", ACCOUNT, tells_where=True),
    Letter("account_erased", "/", is_last=True),
    Letter("test", "/"),
)
LETTERS: Mapping[str, Letter] = MappingProxyType({letter.name: letter for letter in _ALL})

SAMPLE_FACTS: Mapping[str, str] = MappingProxyType(
    {
        "name": "Asha",
        "at": "2026-03-14T18:05:00+00:00",
        "device": "Firefox on Linux",
        "country": "IN",
        "address": "203.0.113.7",
        "child": "Nia",
        "due_at": "2026-03-28T18:05:00+00:00",
        "change": "totp_on",
        "provider": "Google",
        "token": "Backup script",
        "channel": "Lamps and Rivers",
    }
)
"""What the gallery of letters is filled with."""
