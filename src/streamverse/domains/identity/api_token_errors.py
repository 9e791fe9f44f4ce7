"""Why API tokens refuse.

Invalid 422 UnknownScope · Forbidden 403 ScopeTooWide · Conflict 409 TooManyTokens
NotFound 404 NoSuchToken
"""

from streamverse.kit.errors import Conflict, Forbidden, Invalid, NotFound


class UnknownScope(Invalid):
    """Neither a permission nor account:read or account:write."""

    code = "unknown_scope"
    title = "There is no such scope"


class ScopeTooWide(Forbidden):
    """A token may never do more than whoever makes it, where and as they are signed in now."""

    code = "scope_too_wide"
    title = "You can't make a token that may do more than you"


class TooManyTokens(Conflict):
    """There is a limit to how many tokens one account has."""

    code = "too_many_tokens"
    title = "Revoke a token that you don't need first"


class NoSuchToken(NotFound):
    """Never made, or revoked before, or somebody else's."""

    code = "no_such_token"
    title = "There is no such token"
