"""A parser that refuses any playlist that RFC 8216 would not allow our kind of service."""

import re
from dataclasses import dataclass, field

ATTRIBUTE = re.compile(r'([A-Z0-9-]+)=("[^"\r\n]*"|[^",\s]+)(?:,|$)')
KNOWN_TYPES = {"AUDIO", "SUBTITLES"}


@dataclass
class Segment:
    """One listed segment."""

    uri: str
    seconds: float
    map_uri: str
    discontinuity: int
    is_gap: bool


@dataclass
class MediaPlaylist:
    """A media playlist, checked."""

    target: int
    type: str
    is_ended: bool
    segments: list[Segment] = field(default_factory=list[Segment])

    @property
    def seconds(self) -> float:
        """The sum of all listed durations."""
        return sum(segment.seconds for segment in self.segments)


@dataclass
class Multivariant:
    """A multivariant playlist, checked."""

    variants: list[dict[str, str]]
    media: list[dict[str, str]]
    start: str | None

    def of_group(self, group: str) -> list[dict[str, str]]:
        """Return the renditions of one group."""
        return [each for each in self.media if each["GROUP-ID"] == group]


def attributes(line: str) -> dict[str, str]:
    """Parse an attribute list to its end; quotes are taken off."""
    found: dict[str, str] = {}
    position = 0
    while position < len(line):
        match = ATTRIBUTE.match(line, position)
        assert match, f"not an attribute list at {line[position:]!r}"
        assert match[1] not in found, f"{match[1]} stands twice"
        found[match[1]] = match[2].strip('"')
        position = match.end()
    return found


def _lines(text: str) -> list[str]:
    assert text.endswith("\n")
    assert "\r" not in text
    lines = text.splitlines()
    assert lines[0] == "#EXTM3U"
    assert lines.count("#EXTM3U") == 1
    assert all(line for line in lines)
    return lines[1:]


def parse_multivariant(text: str) -> Multivariant:
    """Parse and check a multivariant playlist."""
    found = Multivariant([], [], None)
    pending: dict[str, str] | None = None
    for line in _lines(text):
        tag, _, rest = line.partition(":")
        if pending is not None:
            assert not line.startswith("#"), "a variant needs its address in the next line"
            found.variants.append({**pending, "URI": line})
            pending = None
        elif tag == "#EXT-X-STREAM-INF":
            pending = attributes(rest)
        elif tag == "#EXT-X-MEDIA":
            found.media.append(attributes(rest))
        elif tag == "#EXT-X-START":
            found.start = attributes(rest)["TIME-OFFSET"]
        else:
            assert line in {"#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"}, line
    assert pending is None
    assert found.variants
    _check_groups(found)
    return found


def _check_groups(found: Multivariant) -> None:
    groups = {(each["TYPE"], each["GROUP-ID"]) for each in found.media}
    for kind, group in groups:
        members = found.of_group(group)
        assert kind in KNOWN_TYPES
        names = [each["NAME"] for each in members]
        assert len(names) == len(set(names)), "names are unique in a group"
        defaults = [each for each in members if each["DEFAULT"] == "YES"]
        assert len(defaults) <= 1
        assert all(each["AUTOSELECT"] == "YES" for each in defaults)
        if kind == "AUDIO":
            assert len(defaults) == 1
            assert all(int(each["CHANNELS"]) > 0 for each in members)
        assert all(not each["URI"].startswith(("/", "http")) for each in members)
    for variant in found.variants:
        assert int(variant["BANDWIDTH"]) >= int(variant["AVERAGE-BANDWIDTH"]) > 0
        assert variant["CODECS"]
        if "RESOLUTION" in variant:
            assert re.fullmatch(r"[1-9]\d*x[1-9]\d*", variant["RESOLUTION"])
            assert re.fullmatch(r"\d+\.\d{3}", variant["FRAME-RATE"])
        for kind in KNOWN_TYPES & variant.keys():
            assert (kind, variant[kind]) in groups, "a variant names a group that isn't there"


def parse_media(text: str) -> MediaPlaylist:
    """Parse and check a media playlist."""
    lines = _lines(text)
    tags = [line.partition(":") for line in lines if line.startswith("#EXT-X-")]
    head = {tag: rest for tag, _, rest in tags}
    assert head["#EXT-X-VERSION"] == "7"
    assert head["#EXT-X-MEDIA-SEQUENCE"] == "0"
    playlist = MediaPlaylist(
        int(head["#EXT-X-TARGETDURATION"]),
        head["#EXT-X-PLAYLIST-TYPE"],
        lines[-1] == "#EXT-X-ENDLIST",
    )
    assert playlist.type in {"EVENT", "VOD"}
    assert (playlist.type == "VOD") == playlist.is_ended == ("#EXT-X-START" not in head)
    map_uri, seconds, discontinuity, is_gap = "", -1.0, 0, False
    for line in lines:
        tag, _, rest = line.partition(":")
        if tag == "#EXT-X-MAP":
            map_uri = attributes(rest)["URI"]
        elif tag == "#EXT-X-DISCONTINUITY":
            discontinuity += 1
        elif tag == "#EXT-X-GAP":
            is_gap = True
        elif tag == "#EXTINF":
            seconds = float(rest.removesuffix(","))
            assert rest.endswith(",")
            assert int(seconds + 0.5) <= playlist.target, "a segment is over the target duration"
        elif not line.startswith("#"):
            assert seconds > 0, "a segment needs a duration"
            assert not line.startswith(("/", "http")), "addresses are relative"
            segment = Segment(line, seconds, map_uri, discontinuity, is_gap)
            playlist.segments.append(segment)
            seconds, is_gap = -1.0, False
    return playlist
