"""A letter as a page of its own, to be looked at in a frame of ours and nowhere else.

Mail carries its styles inline, which no page of the site may; so it gets a policy of its own
that allows just these, and a sandbox in which nothing runs.
"""

from fastapi.responses import HTMLResponse

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
LINKS_OPEN_OUTSIDE = '<base target="_blank">'


def as_page(html: str) -> HTMLResponse:
    """Answer a letter; its links open outside the frame."""
    return HTMLResponse(html.replace("<head>", f"<head>{LINKS_OPEN_OUTSIDE}", 1), headers=HEADERS)
