"""Why identity refuses.

Unauthenticated 401
├── WrongCredentials   no such account, or not its password: never says which
├── TokenInvalid       not one of our access tokens
├── TokenExpired       refresh, then ask again
├── SessionEnded       signed out, or the password or the roles changed
└── RefreshRefused     unknown, expired or used before
Forbidden 403
├── RoleMissing
└── CsrfRefused
Invalid 422
├── WeakPassword
└── BadEmail
Conflict 409 EmailTaken · NotFound 404 NoSuchAccount · TooMany 429 TooManySignIns
"""

from streamverse.kit.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    TooMany,
    Unauthenticated,
)


class WrongCredentials(Unauthenticated):
    """No such account, or not its password: never says which."""

    code = "wrong_credentials"
    title = "The email or the password is wrong"


class TokenInvalid(Unauthenticated):
    """Not one of our access tokens."""

    code = "invalid_token"
    title = "The access token is not valid"


class TokenExpired(Unauthenticated):
    """Refresh, then ask again."""

    code = "token_expired"
    title = "The access token has expired"


class SessionEnded(Unauthenticated):
    """Signed out, or the password or the roles changed."""

    code = "session_ended"
    title = "This sign-in has ended"


class RefreshRefused(Unauthenticated):
    """Unknown, expired or used before."""

    code = "refresh_refused"
    title = "Sign in again"


class RoleMissing(Forbidden):
    """Signed in, but without the role it takes."""

    code = "role_missing"
    title = "Your account may not do this"


class CsrfRefused(Forbidden):
    """A cookie caller must prove that our own page sent the request."""

    code = "csrf_refused"
    title = "The request did not come from our own page"


class WeakPassword(Invalid):
    """Too easily guessed."""

    code = "weak_password"
    title = "Choose a stronger password"


class BadEmail(Invalid):
    """Not an email address."""

    code = "bad_email"
    title = "This is not an email address"


class EmailTaken(Conflict):
    """Told on the command line only: the API never says whether an email is known."""

    code = "email_taken"
    title = "There is an account with this email"


class NoSuchAccount(NotFound):
    """Told on the command line and to administrators only."""

    code = "no_such_account"
    title = "There is no such account"


class TooManySignIns(TooMany):
    """Too many tries to sign in."""

    code = "too_many_sign_ins"
    title = "Too many tries to sign in"


class TooManyRegistrations(TooMany):
    """Too many accounts made from one address."""

    code = "too_many_registrations"
    title = "Too many accounts from this address"
