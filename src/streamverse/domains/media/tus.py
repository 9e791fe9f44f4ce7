"""The words of tus 1.0.0 (https://tus.io/protocols/resumable-upload): headers in, values out.

No I/O. Extensions: creation, creation-with-upload, termination, checksum, expiration.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from streamverse.domains.media.errors import (
    BadUploadHeader,
    ChecksumNotSupported,
    TusVersionNotSupported,
)

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,termination,checksum,expiration"
CHECKSUMS = ("sha1", "sha256", "md5")
CONTENT_TYPE = "application/offset+octet-stream"
METHODS = "OPTIONS, POST, HEAD, GET, PATCH, DELETE"
REQUEST_HEADERS = (
    "Authorization, Content-Type, Tus-Resumable, Upload-Length, Upload-Offset, Upload-Metadata, "
    "Upload-Checksum, X-HTTP-Method-Override, X-CSRF-Token, X-Request-ID, X-Requested-With"
)
EXPOSED_HEADERS = (
    "Location, Tus-Resumable, Tus-Version, Tus-Extension, Tus-Max-Size, Tus-Checksum-Algorithm, "
    "Upload-Offset, Upload-Length, Upload-Metadata, Upload-Expires, X-Asset-Id, X-Request-ID"
)
METADATA_LIMIT = 8 * 1024


@dataclass(frozen=True, slots=True)
class Checksum:
    """What the data of one request must hash to."""

    algorithm: str
    digest: bytes

    def hasher(self) -> Any:
        """Return a fresh hash object of the algorithm."""
        return hashlib.new(self.algorithm, usedforsecurity=False)


def common_headers() -> dict[str, str]:
    """Return what every answer carries; pages of other sites may read it (without cookies)."""
    return {
        "Tus-Resumable": VERSION,
        "Cache-Control": "no-store",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": EXPOSED_HEADERS,
    }


def discovery_headers(max_bytes: int) -> dict[str, str]:
    """Return what OPTIONS answers with, for clients and for CORS preflights."""
    return {
        **common_headers(),
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Max-Size": str(max_bytes),
        "Tus-Checksum-Algorithm": ",".join(CHECKSUMS),
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": REQUEST_HEADERS,
        "Access-Control-Max-Age": "86400",
    }


def require_version(headers: Mapping[str, str]) -> None:
    """Refuse other versions of the protocol."""
    if headers.get("tus-resumable") != VERSION:
        raise TusVersionNotSupported(headers={"Tus-Version": VERSION})


def number(headers: Mapping[str, str], name: str) -> int:
    """Return a header that must be a whole number of bytes."""
    text = headers.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        msg = f"{name} must be a whole number of bytes"
        raise BadUploadHeader(msg)
    return int(text)


def metadata(text: str) -> dict[str, str]:
    """Return Upload-Metadata as text by key: `key base64(value), key base64(value)`."""
    if len(text) > METADATA_LIMIT:
        msg = "Upload-Metadata is longer than 8 KiB"
        raise BadUploadHeader(msg)
    values: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in text.split(","))):
        key, _, encoded = pair.partition(" ")
        try:
            values[key] = base64.b64decode(encoded.strip(), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            msg = f"the value of {key!r} in Upload-Metadata is not base64 of UTF-8 text"
            raise BadUploadHeader(msg) from error
    return values


def checksum(headers: Mapping[str, str]) -> Checksum | None:
    """Return what Upload-Checksum asks for, or None without it."""
    text = headers.get("upload-checksum")
    if text is None:
        return None
    algorithm, _, encoded = text.strip().partition(" ")
    if algorithm not in CHECKSUMS:
        msg = f"Upload-Checksum takes {', '.join(CHECKSUMS)}"
        raise ChecksumNotSupported(msg)
    try:
        return Checksum(algorithm, base64.b64decode(encoded.strip(), validate=True))
    except binascii.Error as error:
        msg = "the value of Upload-Checksum is not base64"
        raise BadUploadHeader(msg) from error


def http_date(moment: datetime) -> str:
    """Return a time as Upload-Expires wants it (RFC 9110, 5.6.7)."""
    return format_datetime(moment, usegmt=True)
