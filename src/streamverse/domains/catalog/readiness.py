"""What a title needs before viewers may find it."""

from streamverse.domains.catalog.errors import TitleNotReady
from streamverse.domains.catalog.kinds import TitleKind
from streamverse.domains.catalog.models import TitleRow

WORDS = {
    "synopsis": "a synopsis",
    "asset": "an upload to play",
    "episode": "an episode with an upload to play",
}


def missing_of(row: TitleRow, *, has_episode: bool) -> list[str]:
    """Return the names of what is missing: "synopsis", "asset", "episode"."""
    missing: list[str] = []
    if row.kind != TitleKind.VIDEO and not row.synopsis:
        missing.append("synopsis")
    if row.kind == TitleKind.SERIES and not has_episode:
        missing.append("episode")
    if row.kind != TitleKind.SERIES and row.asset_id is None:
        missing.append("asset")
    return missing


def require_ready(row: TitleRow, *, has_episode: bool) -> None:
    """Raise TitleNotReady with everything that is missing."""
    missing = missing_of(row, has_episode=has_episode)
    if missing:
        words = ", ".join(WORDS[each] for each in missing)
        raise TitleNotReady(f"It still needs {words}.", missing=missing)
