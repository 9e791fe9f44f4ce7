"""Refusals of playback."""

from collections.abc import Sequence
from datetime import datetime

from streamverse.kit.errors import Conflict, Forbidden, Gone, Invalid, NotFound


class MediaTokenInvalid(Forbidden):
    """The token in the path is not one of ours, or was changed."""

    code = "media_token_invalid"
    title = "This address is not valid"


class MediaTokenExpired(Gone):
    """The token has outlived the programme and its pause."""

    code = "media_token_expired"
    title = "This address has expired; start the film again"


class MediaTokenRevoked(Gone):
    """The right to watch was taken away, or the session was closed."""

    code = "media_token_revoked"
    title = "This address is no longer valid; start the film again"


class RungNotAllowed(Forbidden):
    """The token does not reach this high."""

    code = "rung_not_allowed"
    title = "This quality is not part of your session"


class MediaNotFound(NotFound):
    """There is no such file, or the token is for something else."""

    code = "media_not_found"
    title = "There is no such file"


class RangeNotSatisfiable(Invalid):
    """The range lies outside of the file."""

    status = 416
    code = "range_not_satisfiable"
    title = "The file ends before that range"


class SessionNotFound(NotFound):
    """There is no such playback session, or it is another viewer's."""

    code = "playback_session_not_found"
    title = "There is no such playback session"


class SessionClosed(Gone):
    """The playback session was closed."""

    code = "playback_session_closed"
    title = "This playback session was closed"


class NothingToPlay(NotFound):
    """There is nothing to play under this id, or it isn't this viewer's to see."""

    code = "nothing_to_play"
    title = "There is nothing to play here"


class TitleNotOffered(Forbidden):
    """No rights window is open for this viewer; `reason`, and `opens_at` when one will be."""

    code = "title_not_offered"
    title = "This can't be watched here and now"

    def __init__(self, reason: str, opens_at: datetime | None) -> None:
        """Say why, and from when on it will be offered."""
        self.opens_at = opens_at
        super().__init__(reason=reason, opens_at=opens_at.isoformat() if opens_at else None)


class NotEntitled(Forbidden):
    """It is offered for money, and this viewer has not paid; `offers` says how it is sold."""

    code = "not_entitled"
    title = "This is not part of what you have"

    def __init__(self, ways: Sequence[str]) -> None:
        """Say by which monetisations it is offered."""
        self.ways = tuple(dict.fromkeys(ways))
        super().__init__(offers=self.ways)


class AboveMaturityCeiling(Forbidden):
    """The profile that watches is for someone younger than this title."""

    code = "above_maturity_ceiling"
    title = "This profile is not for this title"


class TitleNotThere(NotFound):
    """No such title, or none that this viewer may see."""

    code = "title_not_found"
    title = "There is no such title"


class WatchlistFull(Conflict):
    """The list holds as many titles as it may; `limit` says how many."""

    code = "watchlist_full"
    title = "Your list is full"


class NotPlayableYet(Conflict):
    """The film is being prepared."""

    code = "being_prepared"
    title = "This is still being prepared"
