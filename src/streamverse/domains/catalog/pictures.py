"""Pictures as the API shows them: those that were given, else a frame of the film."""

from collections.abc import Iterable

from streamverse.domains.catalog.kinds import ArtworkRole
from streamverse.domains.catalog.models import ArtworkRow
from streamverse.domains.catalog.schemas.artwork import ArtworkBody, ArtworkSet, Focal, ImageBody
from streamverse.domains.media.public import AssetSummary

IMAGES = "/images/"
STORED_UNDER = "artwork/"


def artwork_set(rows: Iterable[ArtworkRow], asset: AssetSummary | None, alt: str) -> ArtworkSet:
    """Return given pictures by role; the roles left get a frame of the film."""
    given = {row.role: artwork_body(row) for row in rows}
    frame = _frame(asset, alt)
    if frame:
        is_upright = frame.images[0].height > frame.images[0].width
        roles = (ArtworkRole.POSTER,) if is_upright else (ArtworkRole.STILL, ArtworkRole.BACKDROP)
        for role in roles:
            given.setdefault(role, frame)
    return ArtworkSet(**given)


def artwork_body(row: ArtworkRow) -> ArtworkBody:
    """Return one given picture."""
    return ArtworkBody(
        alt=row.alt,
        dominant_color=row.dominant_color,
        blurhash=row.blurhash,
        focal=Focal(x=row.focal_x, y=row.focal_y),
        images=[
            ImageBody(
                url=image_url(image["key"]),
                width=image["width"],
                height=image["height"],
                type=image["type"],
            )
            for image in row.images
        ],
    )


def image_url(key: str) -> str:
    """Return the public address of a stored picture."""
    return IMAGES + key.removeprefix(STORED_UNDER)


def _frame(asset: AssetSummary | None, alt: str) -> ArtworkBody | None:
    if asset is None or not asset.poster_urls or asset.is_deleted:
        return None
    images = sorted(asset.poster_urls, key=lambda image: image.width)
    return ArtworkBody(
        alt=alt,
        dominant_color=images[0].dominant_color,
        images=[
            ImageBody(url=each.url, width=each.width, height=each.height, type=each.type)
            for each in images
        ],
    )
