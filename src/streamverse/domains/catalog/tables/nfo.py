"""Titles as Kodi describes them in NFO files (kodi.wiki: NFO files/Movies, TV shows, episodes)."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from streamverse.domains.catalog.bulk_errors import TableUnreadable

ROOTS = {"movie": "movie", "tvshow": "series", "episodedetails": "episode"}
IDS = {"imdb": "imdb", "tmdb": "tmdb", "themoviedb": "tmdb", "eidr": "eidr"}
ROLES = {"director": "director", "credits": "writer"}
RATED = re.compile(r"^(rated\s+)?", re.IGNORECASE)
END = re.compile(r"</(movie|tvshow|episodedetails)>")


def facts_of_nfo(data: bytes) -> dict[str, object]:
    """Return an NFO file as the fields of a title or an episode. Raises TableUnreadable."""
    root = _root(data)
    if root.tag not in ROOTS:
        said = f"An NFO begins with movie, tvshow or episodedetails, not {root.tag[:40]}."
        raise TableUnreadable("nfo", said)
    kind = ROOTS[root.tag]
    released = _text(root, "aired") if kind == "episode" else _text(root, "premiered")
    facts: dict[str, object] = {
        "kind": kind,
        "name": _text(root, "title"),
        "original_name": _text(root, "originaltitle"),
        "tagline": _text(root, "tagline"),
        "synopsis": _text(root, "plot") or _text(root, "outline"),
        "year": _text(root, "year") or released[:4],
        "released_on": released,
        "runtime_minutes": _text(root, "runtime"),
        "rating": RATED.sub("", _text(root, "mpaa"))[:20],
        "genres": _texts(root, "genre"),
        "tags": _texts(root, "tag"),
        "credits": _credits(root),
        **_ids(root),
    }
    if kind == "episode":
        facts |= {
            "series": _text(root, "showtitle"),
            "season": _text(root, "season"),
            "number": _text(root, "episode"),
        }
    return {name: value for name, value in facts.items() if value}


def _root(data: bytes) -> Element:
    """Parse the XML; what Kodi allows behind it (an address to look at) is left out."""
    text = data
    found = END.search(data.decode("utf-8", errors="ignore"))
    if found:
        text = data.decode("utf-8", errors="ignore")[: found.end()].lstrip("\ufeff").encode()
    try:
        return fromstring(text, forbid_dtd=True)
    except DefusedXmlException:
        raise TableUnreadable(
            "nfo", "It declares a DTD or entities, which we don't read."
        ) from None
    except (ParseError, ValueError) as error:
        raise TableUnreadable("nfo", f"It is not well-formed XML: {error}.") from None


def _credits(root: Element) -> list[dict[str, str]]:
    crew = [
        {"name": name, "role": role, "character": ""}
        for tag, role in ROLES.items()
        for name in _texts(root, tag)
    ]
    cast = [
        {"name": _text(each, "name"), "role": "actor", "character": _text(each, "role")[:200]}
        for each in root.findall("actor")
    ]
    return [each for each in (*crew, *cast) if each["name"]]


def _ids(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in root.findall("uniqueid"):
        source = IDS.get(str(each.get("type", "")).lower())
        if source and each.text:
            found.setdefault(source, each.text.strip())
    return found


def _text(root: Element, tag: str) -> str:
    return (root.findtext(tag) or "").strip()


def _texts(root: Element, tag: str) -> list[str]:
    return [each.text.strip() for each in root.findall(tag) if each.text and each.text.strip()]
