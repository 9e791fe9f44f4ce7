"""The states of what media owns, as the API and the tables spell them."""

from enum import StrEnum


class AssetState(StrEnum):
    """How far an asset has come: the order below is the order of its life."""

    UPLOADING = "uploading"
    PROBING = "probing"
    PREPARING = "preparing"
    PLAYABLE = "playable"
    READY = "ready"
    FAILED = "failed"


PLAYABLE_STATES = frozenset({AssetState.PLAYABLE, AssetState.READY})
AT_WORK = frozenset({AssetState.PROBING, AssetState.PREPARING, AssetState.PLAYABLE})


class UploadState(StrEnum):
    """How far an upload has come."""

    RECEIVING = "receiving"
    COMPLETE = "complete"


class UnitKind(StrEnum):
    """What a unit of work makes."""

    COPY = "copy"
    AUDIO = "audio"
    VIDEO = "video"
    STORYBOARD = "storyboard"
    POSTERS = "posters"
    TEXT = "text"


class WorkState(StrEnum):
    """How far a unit or a rendition has come."""

    WAITING = "waiting"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
