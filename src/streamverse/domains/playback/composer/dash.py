"""One DASH MPD (ISO/IEC 23009-1): a period per span, SegmentTimeline, $Time$ addresses.

While it grows the MPD is `dynamic` with its whole duration known and everything in it
available since 1970: players then start at 0 and look for more every two seconds, instead of
taking it for a live show. Once it has ended it is `static`.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

from streamverse.domains.media.timeline import PlayableAsset, Rendition, Track
from streamverse.domains.playback.composer.cut import Cut, cut
from streamverse.domains.playback.composer.offer import (
    Lane,
    Offer,
    in_span,
    offer,
    spoken,
    text_in_span,
)
from streamverse.domains.playback.composer.programme import Programme, Span, ViewerPolicy

ROLE = "urn:mpeg:dash:role:2011"
AUDIO_PURPOSE = "urn:tva:metadata:cs:AudioPurposeCS:2007"
CHANNELS = "urn:mpeg:dash:23003:3:audio_channel_configuration:2011"
ROLES = {
    "main": "main",
    "dub": "dub",
    "commentary": "commentary",
    "description": "alternate",
    "subtitles": "subtitle",
    "captions": "caption",
    "forced": "forced-subtitle",
}
UPDATE_SECONDS = 2
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def mpd(programme: Programme, policy: ViewerPolicy) -> str | None:
    """Return the MPD; None when there is nothing this viewer may have yet."""
    found = offer(programme, policy)
    if not found.lanes:
        return None
    periods: list[str] = []
    clock = 0.0
    for index, span in enumerate(programme.spans):
        periods.append(_period(index, clock, span, found))
        seconds = _span_seconds(span, found)
        if seconds is None:
            break
        clock += seconds
    total = clock if found.is_ended else max(clock, programme.duration_seconds)
    attributes = [
        'xmlns="urn:mpeg:dash:schema:mpd:2011"',
        'profiles="urn:mpeg:dash:profile:isoff-live:2011"',
        'minBufferTime="PT4S"',
        f'mediaPresentationDuration="{_duration(total)}"',
    ]
    if found.is_ended:
        attributes.append('type="static"')
    else:
        attributes += [
            'type="dynamic"',
            'availabilityStartTime="1970-01-01T00:00:00Z"',
            f'publishTime="{_published(programme, found)}"',
            f'minimumUpdatePeriod="PT{UPDATE_SECONDS}S"',
        ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<MPD {' '.join(attributes)}>\n{''.join(periods)}</MPD>\n"
    )


def _published(programme: Programme, found: Offer) -> str:
    """Return a publishTime that grows with the MPD and needs no clock: a second per segment."""
    listed = sum(lane.rendition.covered_segments for lane in found.lanes)
    seconds = listed + len(found.text) + len(programme.spans)
    return (EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _span_seconds(span: Span, found: Offer) -> float | None:
    """Return how long the span is once all of it is there; None before."""
    longest = 0.0
    for lane in found.lanes:
        mapped = in_span(lane, span)
        if mapped is None:
            continue
        piece = cut(*mapped, span)
        if not piece.is_whole:
            return None
        if lane in found.video or not found.video:
            longest = max(longest, piece.duration_seconds)
    return longest or span.duration_seconds


def _period(index: int, start: float, span: Span, found: Offer) -> str:
    sets = [_adaptation_set(lanes, span) for lanes in _families((*found.video, *found.sound))]
    for lane in found.text:
        track = text_in_span(lane, span)
        if track is not None:
            sets.append(_text_set(lane.name, track))
    return f'<Period id="{index}" start="{_duration(start)}">\n{"".join(sets)}</Period>\n'


def _families(lanes: Iterable[Lane]) -> list[list[Lane]]:
    """Group lanes that a player may change between: one track, one codec family."""
    groups: dict[tuple[object, str, int], list[Lane]] = {}
    for lane in lanes:
        rendition = lane.rendition
        family = rendition.codecs.partition(".")[0].replace("avc3", "avc1")
        groups.setdefault((lane.track.id, family, rendition.channels), []).append(lane)
    return list(groups.values())


def _adaptation_set(lanes: list[Lane], span: Span) -> str:
    pairs = [(lane, mapped) for lane in lanes if (mapped := in_span(lane, span))]
    if not pairs:
        return ""
    track = pairs[0][1][0]
    pieces = (cut(track, rendition, span) for _, (_, rendition) in pairs)
    piece = min(pieces, key=lambda piece: piece.duration_ticks)
    if not piece.runs:
        return ""
    kind = track.kind.value
    role = ROLES.get(track.role, "main")
    facts = f'contentType="{kind}" mimeType="{kind}/mp4" segmentAlignment="true" startWithSAP="1"'
    lines = [
        f"<AdaptationSet {facts}{_lang(track)}>",
        *_purpose(track),
        f'<Role schemeIdUri="{ROLE}" value="{role}"/>',
        *_label(track),
        _template(piece),
    ]
    seen: set[str] = set()
    for lane, (_, rendition) in pairs:
        if rendition.name not in seen:
            lines.append(_representation(lane.name, span.asset, rendition))
        seen.add(rendition.name)
    lines.append("</AdaptationSet>\n")
    return "\n".join(lines)


def _template(piece: Cut) -> str:
    entries: list[str] = []
    for number, (ticks, count) in enumerate(piece.runs):
        start = f' t="{piece.start_ticks}"' if not number else ""
        repeat = f' r="{count - 1}"' if count > 1 else ""
        entries.append(f'<S{start} d="{ticks}"{repeat}/>')
    return (
        f'<SegmentTemplate timescale="{piece.timescale}"'
        f' presentationTimeOffset="{piece.start_ticks}"'
        ' initialization="init.mp4" media="$Time$.m4s">'
        f"<SegmentTimeline>{''.join(entries)}</SegmentTimeline></SegmentTemplate>"
    )


def _representation(name: str, asset: PlayableAsset, rendition: Rendition) -> str:
    folder = f"../{asset.id}/{rendition.recipe}/{rendition.name}/"
    facts = [
        f'id="{name}"',
        f'codecs="{rendition.codecs}"',
        f'bandwidth="{max(1, rendition.bandwidth_bps)}"',
    ]
    inner = f"<BaseURL>{folder}</BaseURL>"
    if rendition.width:
        facts.append(f'width="{rendition.width}" height="{rendition.height}" sar="1:1"')
        over, under = rendition.frame_rate
        if over:
            facts.append(f'frameRate="{over}"' if under == 1 else f'frameRate="{over}/{under}"')
    else:
        facts.append(f'audioSamplingRate="{rendition.sample_rate}"')
        count = max(1, rendition.channels)
        inner = f'<AudioChannelConfiguration schemeIdUri="{CHANNELS}" value="{count}"/>' + inner
    return f"<Representation {' '.join(facts)}>{inner}</Representation>"


def _text_set(name: str, track: Track) -> str:
    role = ROLES.get(track.role, "subtitle")
    role = "subtitle" if role == "main" else role
    address = f"<BaseURL>../{escape(track.text_key)}</BaseURL>"
    lines = [
        f'<AdaptationSet contentType="text" mimeType="text/vtt"{_lang(track)}>',
        f'<Role schemeIdUri="{ROLE}" value="{role}"/>',
        *_label(track),
        f'<Representation id="{name}" bandwidth="1000">{address}</Representation>',
        "</AdaptationSet>\n",
    ]
    return "\n".join(lines)


def _purpose(track: Track) -> list[str]:
    if track.role != "description":
        return []
    return [f'<Accessibility schemeIdUri="{AUDIO_PURPOSE}" value="1"/>']


def _label(track: Track) -> list[str]:
    label = "".join(sign for sign in track.label if sign.isprintable())
    return [f"<Label>{escape(label)}</Label>"] if label else []


def _lang(track: Track) -> str:
    language = spoken(track.language)
    return f' lang="{language}"' if language else ""


def _duration(seconds: float) -> str:
    """Return an xs:duration to the microsecond."""
    return f"PT{seconds:.6f}".rstrip("0").rstrip(".") + "S"
