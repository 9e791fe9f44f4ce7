"""Why the door stays shut for a while: the same answers whether or not there is an account.

TooMany 429
├── SignInDelayed   after three wrong passwords in a row each one more costs double the wait
└── SignInLocked    after ten; the account's owner is mailed a link that opens it again
"""

from streamverse.kit.errors import TooMany


class SignInDelayed(TooMany):
    """Wrong passwords in a row: wait as Retry-After says."""

    code = "sign_in_delayed"
    title = "Wait a little before the next try"


class SignInLocked(TooMany):
    """Too many wrong passwords in a row."""

    code = "sign_in_locked"
    title = "Too many wrong passwords"
