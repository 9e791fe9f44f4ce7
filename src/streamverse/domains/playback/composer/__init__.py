"""The composer: programme and viewer policy → HLS and DASH. Pure, no I/O.

Addresses are relative to `/media/{token}/{programme id}/`, so the token is inherited.
What a manifest lists once, later ones list too, with the same boundaries and addresses.

Target duration: a playlist's EXT-X-TARGETDURATION may never change (RFC 8216, 4.3.3.1), and a
growing film is listed before its longest segment is made. So it is the bound which the asset's
grid keeps (`PlayableAsset.longest_segment_seconds`), not the longest segment so far.
"""

from streamverse.domains.playback.composer.dash import mpd
from streamverse.domains.playback.composer.hls import media_playlist, multivariant
from streamverse.domains.playback.composer.offer import Offer, offer, revision
from streamverse.domains.playback.composer.programme import Programme, Span, ViewerPolicy

__all__ = [
    "Offer",
    "Programme",
    "Span",
    "ViewerPolicy",
    "media_playlist",
    "mpd",
    "multivariant",
    "offer",
    "revision",
]
