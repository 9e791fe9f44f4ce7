"""What columns may be called, and which field of a title each is."""

import re

from streamverse.domains.catalog.kinds import CreditRole

TEXTS = ("name", "tagline", "synopsis")
OWN_ID = "own"
"""The source of ids that are nobody's but the table's: column `external_id`."""
IDS = {"external_id": OWN_ID, "imdb": "imdb", "tmdb": "tmdb", "eidr": "eidr"}

KEYS = ("kind", "id", *IDS, "external_ids", "slug")
EPISODES = ("series", "season", "number")
LISTS = ("genres", "tags", "languages", "countries", "advisories")
RECORDS = {
    "ratings": ("board", "rating"),
    "releases": ("territory", "kind", "released_on"),
    "extras": ("kind", "asset_id", "name"),
    "relations": ("kind", "title_id"),
    "markers": ("kind", "from_seconds", "to_seconds", "name"),
}
EVENT = (
    "starts_at",
    "ends_at",
    "venue",
    "discipline",
    "competition",
    "participants",
    "ticket_url",
    "is_pay_per_view",
)
STATION = {"station_number": "number", "call_sign": "call_sign"}
PLAIN = (
    "name",
    "original_name",
    "tagline",
    "synopsis",
    "year",
    "rating",
    "min_age",
    "category",
    "original_language",
    "released_on",
    "runtime_seconds",
    "asset_id",
    "publish_at",
    "expire_at",
    "access",
)
COLUMNS = (
    *KEYS,
    *EPISODES,
    *PLAIN[:7],
    "ratings",
    "genres",
    "category",
    "tags",
    "original_language",
    "languages",
    "countries",
    "released_on",
    "releases",
    "runtime_seconds",
    "advisories",
    "credits",
    "extras",
    "relations",
    "markers",
    *EVENT,
    *STATION,
    "channel",
    "asset_id",
    "publish_at",
    "expire_at",
    "access",
    "state",
)
"""What an export has, in its order; the texts of other languages follow."""
ONLY_READ = ("file", "runtime_minutes")
"""What an import takes beside these: a film's name beside the table, and minutes."""
OBJECTS = ("texts", "event", "station")
"""What only JSON has, in one piece."""
TRANSLATED = re.compile(r"(name|tagline|synopsis)\.([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)")
CREDITED = re.compile(rf"credits\.({'|'.join(CreditRole)})")

ALIASES = {
    "title": "name",
    "title_name": "name",
    "original_title": "original_name",
    "imdb_id": "imdb",
    "tconst": "imdb",
    "tmdb_id": "tmdb",
    "eidr_id": "eidr",
    "own_id": "external_id",
    "type": "kind",
    "title_type": "kind",
    "release_year": "year",
    "start_year": "year",
    "release_date": "released_on",
    "released": "released_on",
    "overview": "synopsis",
    "plot": "synopsis",
    "description": "synopsis",
    "summary": "synopsis",
    "genre": "genres",
    "tag": "tags",
    "keywords": "tags",
    "language": "languages",
    "country": "countries",
    "runtime": "runtime_minutes",
    "runtime_min": "runtime_minutes",
    "minutes": "runtime_minutes",
    "duration_seconds": "runtime_seconds",
    "cast": "credits.actor",
    "actors": "credits.actor",
    "stars": "credits.actor",
    "director": "credits.director",
    "directors": "credits.director",
    "writer": "credits.writer",
    "writers": "credits.writer",
    "producer": "credits.producer",
    "producers": "credits.producer",
    "certification": "rating",
    "content_rating": "rating",
    "age": "min_age",
    "episode": "number",
    "episode_number": "number",
    "season_number": "season",
    "series_id": "series",
    "show": "series",
    "url_slug": "slug",
    "channel_handle": "channel",
    "video": "file",
    "path": "file",
    "filename": "file",
}
KNOWN = frozenset({*COLUMNS, *ONLY_READ, *OBJECTS})


def is_field(name: str) -> bool:
    """Whether a column of this name can be taken."""
    return name in KNOWN or bool(TRANSLATED.fullmatch(name) or CREDITED.fullmatch(name))


def guessed_field(column: str) -> str:
    """Return the field that a column most likely is, or nothing."""
    name = column.strip()
    if is_field(name):
        return name
    plain = re.sub(r"[^a-z0-9.]+", "_", name.lower()).strip("_")
    found = ALIASES.get(plain, plain)
    return found if is_field(found) else ""


def guessed_mapping(columns: tuple[str, ...]) -> dict[str, str]:
    """Return a field for every column, "" for those to leave out; no field twice."""
    mapping: dict[str, str] = {}
    for column in sorted(columns, key=lambda each: not is_field(each)):
        field = guessed_field(column)
        mapping[column] = "" if field in mapping.values() else field
    return {column: mapping[column] for column in columns}
