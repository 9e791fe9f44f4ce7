"""What a film's sidecar says of it; without one, what its name says."""

import json
import re
from pathlib import Path
from typing import Any

from streamverse.domains.catalog.bulk_errors import TableUnreadable
from streamverse.domains.catalog.service.watching.looking import MOST_SIDECAR_BYTES
from streamverse.domains.catalog.tables.facts import Facts
from streamverse.domains.catalog.tables.fields import is_field
from streamverse.domains.catalog.tables.nfo import facts_of_nfo
from streamverse.domains.catalog.tables.tmdb import facts_of_tmdb, is_tmdb

NAMED = re.compile(r"^(?P<name>.+?)[ ._]*[\[(](?P<year>(18|19|20)\d\d)[\])]")
SPACES = re.compile(r"[ ._]+")


def described(sidecar: Path | None, film: Path) -> Facts:
    """Return what there is to say of a film. Raises TableUnreadable, OSError."""
    given = _by_name(film) if sidecar is None else _read(sidecar)
    if not given.get("name"):
        given["name"] = _by_name(film)["name"]
    return Facts(given=given, columns={name: name for name in given})


def _read(sidecar: Path) -> dict[str, Any]:
    if sidecar.stat().st_size > MOST_SIDECAR_BYTES:
        raise TableUnreadable("sidecar", f"{sidecar.name} is too large for a description.")
    data = sidecar.read_bytes()
    if sidecar.suffix.lower() == ".nfo":
        return dict(facts_of_nfo(data))
    try:
        row = json.loads(data)
    except (ValueError, RecursionError):
        raise TableUnreadable("sidecar", f"{sidecar.name} is not JSON.") from None
    if not isinstance(row, dict):
        raise TableUnreadable("sidecar", f"{sidecar.name} is not one object.")
    given: dict[str, Any] = {str(key): value for key, value in row.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if is_tmdb(given):
        return facts_of_tmdb(given)
    return {name: value for name, value in given.items() if is_field(name)}


def _by_name(film: Path) -> dict[str, Any]:
    """Read "The.Long.Way.(1999).mp4" as a name and a year."""
    found = NAMED.match(film.stem)
    name = SPACES.sub(" ", found["name"] if found else film.stem).strip() or film.name
    return {"kind": "movie", "name": name[:200], **({"year": found["year"]} if found else {})}
