"""Pictures of titles and episodes: made safe, sized, stored for ever under their content's hash."""

import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from streamverse.domains.catalog.errors import BadPicture
from streamverse.domains.catalog.models import ArtworkRow
from streamverse.domains.catalog.views import ArtworkRole
from streamverse.kit.db import WriteSession
from streamverse.kit.objects import Objects
from streamverse.kit.process import ChildError, ChildFailed, ChildLimits, ChildRunner

MAX_BYTES = 20 * 1024 * 1024
LIMITS = ChildLimits(seconds=30, memory_bytes=2 * 1024**3, output_bytes=64 * 1024, niceness=5)
CHILD = "streamverse.domains.catalog.artwork_child"


async def store_artwork(
    objects: Objects, runner: ChildRunner, owner_id: UUID, role: ArtworkRole, data: bytes
) -> dict[str, Any]:
    """Convert and store a picture; returns its colour and images. Raises BadPicture.

    Nothing refers to the objects until `set_artwork` does, so this runs outside of a
    transaction.
    """
    if len(data) > MAX_BYTES:
        raise BadPicture(f"It is larger than {MAX_BYTES // 1024**2} MB.")
    digest = hashlib.sha256(data).hexdigest()[:16]
    with tempfile.TemporaryDirectory(prefix="artwork-") as folder:
        try:
            report = await runner.output(
                "python", ["-m", CHILD, role, folder], limits=LIMITS, stdin=data
            )
        except ChildFailed as error:
            raise BadPicture(f"This picture can't be used: {error}.") from error
        except ChildError as error:
            raise BadPicture("This picture takes too long or too much memory to read.") from error
        found: dict[str, Any] = json.loads(report)
        for image in found["images"]:
            file = Path(folder) / image["file"]
            await objects.put(f"media/{owner_id}/{digest}/{file.name}", file.read_bytes())
            image["url"] = f"/images/{owner_id}/{digest}/{image.pop('file')}"
    return found


async def set_artwork(
    session: WriteSession, owner_id: UUID, role: ArtworkRole, alt: str, made: dict[str, Any]
) -> None:
    """Let a title or an episode have the pictures `store_artwork` made."""
    await session.merge(
        ArtworkRow(
            owner_id=owner_id,
            role=role,
            alt=alt,
            dominant_color=made["dominant_color"],
            images=made["images"],
        )
    )
