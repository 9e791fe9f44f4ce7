"""Why identity refuses.

Unauthenticated 401
├── WrongCredentials   no such account, or not its password: never says which
├── TokenInvalid       not one of our access tokens
├── TokenExpired       refresh, then ask again
├── SessionEnded       signed out, or the password or the roles changed
└── RefreshRefused     unknown, expired or used before
Forbidden 403
├── CsrfRefused, LinkInvalid, WrongPassword
├── RoleMissing, ScopeMissing, OperatorSignInRequired
├── NotInPerson, KidsProfileRefused, ViewAsReadsOnly, StepUpRequired
└── SecondFactorRequired, AccountSuspended, ParentalConsentRequired, RegistrationClosed
Gone 410 LinkExpired, LinkUsed · Invalid 422 WeakPassword, BadEmail
Conflict 409 EmailTaken · NotFound 404 NoSuchAccount · TooMany 429 TooManySignIns
"""

from streamverse.kit.errors import (
    Conflict,
    Forbidden,
    Gone,
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


class LinkInvalid(Forbidden):
    """Not one of our links, or meant for something else."""

    code = "link_invalid"
    title = "This link is not valid"


class LinkExpired(Gone):
    """Too old."""

    code = "link_expired"
    title = "This link has expired; ask for a new one"


class LinkUsed(Gone):
    """Used before, or overtaken by a newer one or a change of the account."""

    code = "link_used"
    title = "This link was used before; ask for a new one"


class WrongPassword(Forbidden):
    """Signed in, but the present password is not this."""

    code = "wrong_password"
    title = "This is not your present password"


class OperatorSignInRequired(Forbidden):
    """Operators' work takes a sign-in at their own door, with a second factor."""

    code = "operator_sign_in_required"
    title = "Sign in as an operator"


class StepUpRequired(Forbidden):
    """A dangerous act takes a credential shown in the last minutes."""

    code = "step_up_required"
    title = "Show that it is you first"


class NotInPerson(Forbidden):
    """Only the account's holder: no API token, no operator who looks on."""

    code = "not_in_person"
    title = "Only the account's holder may do this"


class KidsProfileRefused(Forbidden):
    """A kids profile has no business here."""

    code = "kids_profile"
    title = "Not in a kids profile"


class ViewAsReadsOnly(Forbidden):
    """Who looks at the service as somebody else changes nothing."""

    code = "view_as_reads_only"
    title = "While you view as somebody else you can't change anything"


class ScopeMissing(Forbidden):
    """The API token was not made for this."""

    code = "scope_missing"
    title = "The API token was not made for this"


class AccountSuspended(Forbidden):
    """Told only after the right password."""

    code = "account_suspended"
    title = "This account is suspended"


class ParentalConsentRequired(Forbidden):
    """Told only after the right password."""

    code = "parental_consent_required"
    title = "A parent has to agree first"


class SecondFactorRequired(Forbidden):
    """The password was right; `ticket` and `methods` say how to go on."""

    code = "second_factor_required"
    title = "Show your second factor"


class RegistrationClosed(Forbidden):
    """Nobody can make an account here."""

    code = "registration_closed"
    title = "This service takes no new accounts"


class LastSuperuser(Conflict):
    """Without a superuser nobody could make one."""

    code = "last_superuser"
    title = "There must be a superuser; make another one first"


class NoSuchRole(NotFound):
    """Neither a built-in role nor a custom one."""

    code = "no_such_role"
    title = "There is no such role"


class SameEmail(Conflict):
    """Nothing would change."""

    code = "same_email"
    title = "This is your address already"


class TooManyMails(TooMany):
    """Too many mails wished for."""

    code = "too_many_mails"
    title = "Too many mails asked for"
