"""Where to go afterwards: a page of this site, and never anywhere else (no open redirects)."""

from urllib.parse import unquote, urlencode

HOME = "/"
MAX_LENGTH = 500
NO_PAGES = ("/api", "/media", "/ws")
UNFOLDED_TIMES = 3


def page_of_ours(wish: str | None, otherwise: str = HOME) -> str:
    """Return the wished path when it is a page of this site, however it is written."""
    if not wish or len(wish) > MAX_LENGTH or not wish.isascii() or not wish.isprintable():
        return otherwise
    written = wish
    for _ in range(UNFOLDED_TIMES):
        if not _is_our_path(written):
            return otherwise
        written = unquote(written)
    return wish


def with_query(path: str, **values: str) -> str:
    """Return a path with more in its query."""
    mark = "&" if "?" in path else "?"
    before, hash_mark, fragment = path.partition("#")
    return f"{before}{mark}{urlencode(values)}{hash_mark}{fragment}"


def _is_our_path(written: str) -> bool:
    path = written.partition("#")[0].partition("?")[0]
    return (
        path.startswith("/")
        and "//" not in path
        and "\\" not in path
        and written.isprintable()
        and not path.lower().startswith(NO_PAGES)
    )
