"""Why second factors, passkeys and tickets are refused.

Unauthenticated 401
├── TicketInvalid, TicketExpired, TicketUsed   begin again with the password
└── PasskeyRefused                             never says why
Forbidden 403
├── WrongCode                 not this code, or it was used before
├── WrongProof                step-up: not this password, code or passkey
└── SecondFactorSetupRequired an operator without a second factor makes one first
Invalid 422 ChallengeUnknown, PasskeyNotTaken
Conflict 409 TotpIsOn, TotpNotBegun, NoSecondFactor, TooManyPasskeys, PasskeyKnown,
             PasskeysNeedAName
NotFound 404 NoSuchPasskey · Gone 410 TotpExpired · TooMany 429 TooManyCodes
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


class TicketInvalid(Unauthenticated):
    """Not one of our tickets, or from before a change of the account."""

    code = "ticket_invalid"
    title = "Sign in again from the beginning"


class TicketExpired(Unauthenticated):
    """The second step took too long."""

    code = "ticket_expired"
    title = "That took too long; sign in again"


class TicketUsed(Unauthenticated):
    """Used, or tried too often."""

    code = "ticket_used"
    title = "This step was used up; sign in again"


class PasskeyRefused(Unauthenticated):
    """Unknown, somebody else's or not valid: never says which."""

    code = "passkey_refused"
    title = "This passkey can't sign in here"


class WrongCode(Forbidden):
    """Not the code of this moment, used before, or not one of the recovery codes."""

    code = "wrong_code"
    title = "This code is not right, or was used before"


class WrongProof(Forbidden):
    """What was shown does not prove it."""

    code = "wrong_proof"
    title = "That was not right"


class SecondFactorSetupRequired(Forbidden):
    """The password was right; `ticket`, `secret`, `uri` and `qr_svg` say how to go on."""

    code = "second_factor_setup_required"
    title = "Set up a second factor first"


class ChallengeUnknown(Invalid):
    """Used before, too old, or made for something else."""

    code = "challenge_unknown"
    title = "Ask for a new challenge and try again"


class PasskeyNotTaken(Invalid):
    """What the authenticator made can't be verified."""

    code = "passkey_not_taken"
    title = "This passkey can't be added"


class TotpIsOn(Conflict):
    """There is one already: turn it off first."""

    code = "totp_is_on"
    title = "An authenticator app is set up already"


class TotpNotBegun(Conflict):
    """Nothing to confirm."""

    code = "totp_not_begun"
    title = "Ask for a secret first"


class NoSecondFactor(Conflict):
    """Recovery codes stand in for a second factor; without one they open nothing."""

    code = "no_second_factor"
    title = "Set up a second factor first"


class TooManyPasskeys(Conflict):
    """More than anybody needs."""

    code = "too_many_passkeys"
    title = "Remove a passkey before you add another"


class PasskeyKnown(Conflict):
    """This authenticator has one for this service."""

    code = "passkey_known"
    title = "This passkey was added before"


class PasskeysNeedAName(Conflict):
    """Browsers bind passkeys to a host name; the site is reached by a bare address."""

    code = "passkeys_need_a_name"
    title = "Passkeys need the site to have a host name"


class NoSuchPasskey(NotFound):
    """Not there, or somebody else's."""

    code = "no_such_passkey"
    title = "There is no such passkey"


class TotpExpired(Gone):
    """The secret was not confirmed in time."""

    code = "totp_expired"
    title = "That took too long; ask for a new secret"


class TooManyCodes(TooMany):
    """Too many wrong codes for this account."""

    code = "too_many_codes"
    title = "Too many wrong codes"
