"""Why media refuses, each with its status, its stable code and its words."""

from streamverse.kit.errors import (
    Conflict,
    InsufficientStorage,
    Invalid,
    NotFound,
    Refusal,
    TooLarge,
)


class AssetNotFound(NotFound):
    """No such asset, or it belongs to somebody else."""

    code = "asset_not_found"
    title = "There is no such asset"


class UploadNotFound(NotFound):
    """No such upload, or it belongs to somebody else, or it expired."""

    code = "upload_not_found"
    title = "There is no such upload, or it has expired"


class TrackNotFound(NotFound):
    """The asset has no such track."""

    code = "track_not_found"
    title = "The asset has no such track"


class PosterNotFound(NotFound):
    """The asset has no such poster."""

    code = "poster_not_found"
    title = "The asset has no such poster"


class UnitNotFound(NotFound):
    """The asset has no such rendition or piece of work."""

    code = "unit_not_found"
    title = "The asset has no such rendition or piece of work"


class NothingToRetry(Conflict):
    """Nothing failed, or what failed can't be tried again."""

    code = "nothing_to_retry"
    title = "There is nothing to try again"


class AssetNotPrepared(Conflict):
    """The asset has to be probed first."""

    code = "asset_not_prepared"
    title = "The file is still being looked at; try again in a moment"


class CannotReplace(Conflict):
    """An asset can't take its own place, nor that of one that is being replaced."""

    code = "cannot_replace"
    title = "This asset can't take that one's place"


class BadUploadHeader(Refusal):
    """A tus header is missing or can't be read."""

    status = 400
    code = "bad_upload_header"
    title = "A header of the upload can't be read"


class ChecksumNotSupported(Refusal):
    """The checksum algorithm is not one of ours (tus asks for 400)."""

    status = 400
    code = "checksum_not_supported"
    title = "This checksum algorithm is not supported"


class TusVersionNotSupported(Refusal):
    """Another version of tus, or none named (tus asks for 412)."""

    status = 412
    code = "tus_version_not_supported"
    title = "Uploads speak tus 1.0.0: send Tus-Resumable: 1.0.0"


class WrongUploadContentType(Refusal):
    """A PATCH must say that it brings bytes."""

    status = 415
    code = "wrong_upload_content_type"
    title = "Send the data as application/offset+octet-stream"


class WrongOffset(Conflict):
    """The data would not continue where the upload stands."""

    code = "wrong_offset"
    title = "The upload does not stand at this offset"


class UploadBusy(Refusal):
    """Another request is writing to the upload."""

    status = 423
    code = "upload_busy"
    title = "Another request is writing to this upload"


class ChecksumMismatch(Refusal):
    """The data is not what its checksum says; it was thrown away (tus asks for 460)."""

    status = 460
    code = "checksum_mismatch"
    title = "The data does not match its checksum and was thrown away"


class EmptyUpload(Invalid):
    """There is nothing in the file."""

    code = "empty_file"
    title = "The file is empty"


class UploadTooLarge(TooLarge):
    """The file is larger than the limit, or longer than it said."""

    code = "upload_too_large"
    title = "The file is larger than the limit"


class QuotaExceeded(InsufficientStorage):
    """The account's share is used up."""

    code = "quota_exceeded"
    title = "Your share of the storage is used up"


class DiskFull(InsufficientStorage):
    """The machine's disk is full."""

    code = "disk_full"
    title = "The disk is full"


class BadCaptions(Invalid):
    """The file is neither WebVTT nor SRT."""

    code = "bad_captions"
    title = "The file is neither WebVTT nor SRT"


class CaptionsTooLarge(TooLarge):
    """The captions are larger than the limit."""

    code = "captions_too_large"
    title = "The captions are larger than the limit"
