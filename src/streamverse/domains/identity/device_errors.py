"""Why a device is refused.

NotFound 404
├── NoSuchDevice
└── NoSuchUserCode     not on any screen, or no longer
Conflict 409 UserCodeAnswered
TooMany 429
├── TooManyUserCodes   wrong codes typed
└── TooManyDeviceCodes asked for
DeviceFlowRefused 400, with the `error` of RFC 6749 and 8628 that a device's program reads
├── AuthorizationPending, SlowDown   ask again
└── AccessDenied, ExpiredToken, InvalidGrant, UnsupportedGrant   begin again
"""

from typing import Any, ClassVar

from streamverse.kit.errors import Conflict, NotFound, Refusal, TooMany


class NoSuchDevice(NotFound):
    """Not a device of this account, or not any more."""

    code = "no_such_device"
    title = "There is no such device"


class NoSuchUserCode(NotFound):
    """Mistyped, or too late."""

    code = "no_such_user_code"
    title = "No screen shows this code"


class UserCodeAnswered(Conflict):
    """Somebody said yes or no before."""

    code = "user_code_answered"
    title = "This code was answered before"


class TooManyUserCodes(TooMany):
    """Somebody tries codes."""

    code = "too_many_user_codes"
    title = "Too many codes that no screen shows"


class TooManyDeviceCodes(TooMany):
    """Too many codes asked for from one address."""

    code = "too_many_device_codes"
    title = "Too many codes were asked for"


class DeviceFlowRefused(Refusal):
    """A device does not get its tokens, or not yet."""

    error: ClassVar[str] = "invalid_request"

    def __init__(self, detail: str = "", **extra: Any) -> None:
        """Say it twice: `code` as everywhere here, `error` as RFC 6749, 5.2 wants it."""
        headers = {"cache-control": "no-store"}
        super().__init__(detail, headers=headers, error=self.error, **extra)


class AuthorizationPending(DeviceFlowRefused):
    """Nobody has answered yet."""

    error = code = "authorization_pending"
    title = "Nobody has approved this device yet"


class SlowDown(DeviceFlowRefused):
    """Asked before the interval was over, which is longer from now on."""

    error = code = "slow_down"
    title = "Ask less often"


class AccessDenied(DeviceFlowRefused):
    """Somebody said no."""

    error = code = "access_denied"
    title = "This device was not let in"


class ExpiredToken(DeviceFlowRefused):
    """Too late."""

    error = code = "expired_token"
    title = "The code has expired; begin again"


class InvalidGrant(DeviceFlowRefused):
    """No such code, or its tokens were handed out before."""

    error = code = "invalid_grant"
    title = "This code is not valid"


class UnsupportedGrant(DeviceFlowRefused):
    """Another grant than the device's."""

    error = code = "unsupported_grant_type"
    title = "Only the device grant is taken here"
