"""Refusals: every error a caller may meet knows its status, a stable code and its words.

    Refusal
    ├── Invalid 422            the request is understood but can't be carried out as it is
    ├── Unauthenticated 401    sign in first
    ├── Forbidden 403          signed in, but not allowed
    ├── NotFound 404           isn't there, or isn't yours to see
    ├── Conflict 409           the state of the thing forbids it
    ├── Gone 410               was there once
    ├── PreconditionFailed 412 somebody changed it first (If-Match)
    ├── TooLarge 413           more than we take
    ├── TooMany 429            too often
    ├── Unavailable 503        something behind us doesn't answer
    └── InsufficientStorage 507

A domain's errors subclass these and are named as refusals: `TitleNotReady(Conflict)`.
The edge turns them into RFC 9457 problem details.
"""

from typing import Any, ClassVar


class Refusal(Exception):
    """A request that is refused, with a reason a person can act on."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "refused"
    title: ClassVar[str] = "The request was refused"

    def __init__(
        self, detail: str = "", *, headers: dict[str, str] | None = None, **extra: Any
    ) -> None:
        """Say what happened in `detail`; `extra` members join the problem document."""
        super().__init__(detail or self.title)
        self.detail = detail
        self.headers = headers or {}
        self.extra = extra

    def problem(self) -> dict[str, Any]:
        """Return the RFC 9457 problem details of this refusal."""
        return {
            "type": f"urn:streamverse:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail or self.title,
            "code": self.code,
            **self.extra,
        }


class Invalid(Refusal):
    """The request is understood but can't be carried out as it is."""

    status = 422
    code = "invalid"
    title = "The request is not valid"


class Unauthenticated(Refusal):
    """Sign in first."""

    status = 401
    code = "unauthenticated"
    title = "Sign in to do this"


class Forbidden(Refusal):
    """Signed in, but not allowed."""

    status = 403
    code = "forbidden"
    title = "You may not do this"


class NotFound(Refusal):
    """Not there, or not yours to see."""

    status = 404
    code = "not_found"
    title = "There is nothing here"


class Conflict(Refusal):
    """The state of the thing forbids it."""

    status = 409
    code = "conflict"
    title = "This can't be done in its present state"


class Gone(Refusal):
    """Was there once."""

    status = 410
    code = "gone"
    title = "This is no longer here"


class PreconditionFailed(Refusal):
    """Somebody changed it first."""

    status = 412
    code = "precondition_failed"
    title = "Somebody else changed this in the meantime"


class TooLarge(Refusal):
    """More than we take."""

    status = 413
    code = "too_large"
    title = "This is larger than the limit"


class TooMany(Refusal):
    """Too often."""

    status = 429
    code = "too_many_requests"
    title = "Too many requests"


class Unavailable(Refusal):
    """Something behind us doesn't answer."""

    status = 503
    code = "unavailable"
    title = "This is not available right now"


class InsufficientStorage(Refusal):
    """No room."""

    status = 507
    code = "insufficient_storage"
    title = "There is not enough room to store this"
