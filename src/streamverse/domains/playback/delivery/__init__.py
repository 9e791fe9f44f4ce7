"""Delivery: `/media/…` and `/images/…` as a bare ASGI application.

It stands before the web framework because a film is thousands of requests whose answer is a
file: what a request costs here is parsing an address, a dictionary look-up for the token, one
`stat`, and the server's own way of sending a file.
"""

from streamverse.domains.playback.delivery.app import Delivery

__all__ = ["Delivery"]
