"""Why a source is refused: a stable code and a sentence that says what to do."""

from enum import StrEnum


class RefusalCode(StrEnum):
    """Stable names of the reasons."""

    EMPTY = "empty_file"
    NOT_MEDIA = "not_media"
    NO_TRACK = "no_playable_track"
    ENCRYPTED = "encrypted"
    TRUNCATED = "truncated"
    TOO_LONG = "too_long"
    TOO_LARGE = "too_large"
    TOO_BIG_PICTURE = "picture_too_large"
    TOO_SMALL_PICTURE = "picture_too_small"
    PICTURE = "picture_not_supported_yet"
    PLAYLIST = "playlist"
    NOT_SUBTITLES = "not_subtitles"


class SourceRefused(Exception):
    """The source can't be made playable; `reason` is for the uploader."""

    def __init__(self, code: RefusalCode, reason: str) -> None:
        """Keep the stable code beside the sentence."""
        super().__init__(reason)
        self.code = code
        self.reason = reason
