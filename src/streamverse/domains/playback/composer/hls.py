"""HLS playlists (RFC 8216 and draft-pantos-hls-rfc8216bis) for fragmented MP4."""

from math import ceil

from streamverse.domains.media.timeline import PlayableAsset, Rendition, Track
from streamverse.domains.playback.composer.cut import Cut, cut
from streamverse.domains.playback.composer.offer import (
    AudioGroup,
    Lane,
    Offer,
    TextLane,
    find_lane,
    has_ended,
    in_span,
    offer,
    spoken,
    text_in_span,
)
from streamverse.domains.playback.composer.programme import Programme, Span, ViewerPolicy

VERSION = "#EXT-X-VERSION:7"
START = "#EXT-X-START:TIME-OFFSET=0,PRECISE=YES"
DESCRIBES_VIDEO = "public.accessibility.describes-video"
TRANSCRIBES = (
    "public.accessibility.transcribes-spoken-dialog,public.accessibility.describes-music-and-sound"
)


def multivariant(programme: Programme, policy: ViewerPolicy) -> str | None:
    """Return the multivariant playlist; None when there is nothing this viewer may have yet."""
    found = offer(programme, policy)
    if not found.lanes:
        return None
    lines = ["#EXTM3U", VERSION, "#EXT-X-INDEPENDENT-SEGMENTS"]
    if not found.is_ended:
        lines.append(START)
    for group in found.audio:
        lines += _audio_media(group)
    lines += _text_media(found)
    for lane in found.video:
        for group in found.audio or (None,):
            lines += _variant(lane, group, has_text=bool(found.text))
    for group in found.audio:
        lines += _sound_variant(group)
    return "\n".join(lines) + "\n"


def media_playlist(programme: Programme, policy: ViewerPolicy, name: str) -> str | None:
    """Return the media playlist of a lane by its name; None when it isn't this viewer's."""
    lane = find_lane(programme, policy, name)
    if lane is None:
        return None
    is_ended = offer(programme, policy).is_ended
    if isinstance(lane, TextLane):
        target, body = _text_segments(programme, lane)
    else:
        target, body = target_duration(programme), _segments(programme, lane)
        is_ended = is_ended and has_ended(programme, lane)
    lines = [
        "#EXTM3U",
        VERSION,
        f"#EXT-X-TARGETDURATION:{target}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        f"#EXT-X-PLAYLIST-TYPE:{'VOD' if is_ended else 'EVENT'}",
        *([] if is_ended else [START]),
        *body,
        *(["#EXT-X-ENDLIST"] if is_ended else []),
    ]
    return "\n".join(lines) + "\n"


def target_duration(programme: Programme) -> int:
    """Return the bound that every segment of every span keeps, rounded as RFC 8216 rounds."""
    bound = max(span.asset.longest_segment_seconds for span in programme.spans)
    return max(1, int(bound + 0.5))


def _segments(programme: Programme, lane: Lane) -> list[str]:
    lines: list[str] = []
    for index, span in enumerate(programme.spans):
        if index:
            lines.append("#EXT-X-DISCONTINUITY")
        mapped = in_span(lane, span)
        if mapped is None:
            lines += _gap(lane, span)
            is_whole = span.asset.is_sealed
        else:
            track, rendition = mapped
            piece = cut(track, rendition, span)
            lines += _listed(span.asset, rendition, piece)
            is_whole = piece.is_whole
        if not is_whole:
            break
    return lines


def _listed(asset: PlayableAsset, rendition: Rendition, piece: Cut) -> list[str]:
    folder = f"../{asset.id}/{rendition.recipe}/{rendition.name}/"
    lines = [f'#EXT-X-MAP:URI="{folder}init.mp4"']
    clock = piece.start_ticks
    for ticks, count in piece.runs:
        head = f"#EXTINF:{ticks / piece.timescale:.6f},\n{folder}"
        end = clock + ticks * count
        lines += [f"{head}{start}.m4s" for start in range(clock, end, ticks)]
        clock = end
    return lines


def _gap(lane: Lane, span: Span) -> list[str]:
    """List the span's time as missing: its asset has nothing of the lane's kind."""
    leading = _leading(span.asset)
    if leading is None:
        return []
    track, rendition = leading
    piece = cut(track, rendition, span)
    folder = f"../{span.asset.id}/{lane.rendition.recipe}/{lane.name}/"
    lines: list[str] = []
    clock = piece.start_ticks
    for ticks, count in piece.runs:
        for _ in range(count):
            lines += [f"#EXTINF:{ticks / piece.timescale:.6f},\n#EXT-X-GAP\n{folder}{clock}.m4s"]
            clock += ticks
    return lines


def _leading(asset: PlayableAsset) -> tuple[Track, Rendition] | None:
    for track in asset.tracks:
        for rendition in track.renditions:
            if rendition.covered_segments:
                return track, rendition
    return None


def _text_segments(programme: Programme, lane: TextLane) -> tuple[int, list[str]]:
    """List each span's WebVTT file whole: its cues are on the asset's own clock."""
    lines: list[str] = []
    longest = target_duration(programme)
    for index, span in enumerate(programme.spans):
        if index:
            lines.append("#EXT-X-DISCONTINUITY")
        seconds = span.duration_seconds
        longest = max(longest, ceil(seconds))
        track = text_in_span(lane, span)
        lines += [f"#EXTINF:{seconds:.6f},", *([] if track else ["#EXT-X-GAP"])]
        lines.append(f"../{(track or lane.track).text_key}")
    return longest, lines


def _variant(lane: Lane, group: AudioGroup | None, *, has_text: bool) -> list[str]:
    picture = lane.rendition
    peak, mean, codecs = picture.bandwidth_bps, picture.average_bandwidth_bps, [picture.codecs]
    if group is not None:
        peak += max(each.rendition.bandwidth_bps for each in group.lanes)
        mean += max(each.rendition.average_bandwidth_bps for each in group.lanes)
        codecs += dict.fromkeys(each.rendition.codecs for each in group.lanes)
    attributes = [
        *_rates(peak, mean),
        f'CODECS="{",".join(codecs)}"',
        f"RESOLUTION={picture.width}x{picture.height}",
    ]
    if picture.frame_rate[0]:
        attributes.append(f"FRAME-RATE={picture.frame_rate[0] / picture.frame_rate[1]:.3f}")
    if group is not None:
        attributes.append(f'AUDIO="{group.id}"')
    if has_text:
        attributes.append('SUBTITLES="text"')
    return [f"#EXT-X-STREAM-INF:{','.join(attributes)}", f"{lane.name}.m3u8"]


def _sound_variant(group: AudioGroup) -> list[str]:
    sound = group.default.rendition
    codecs = dict.fromkeys(each.rendition.codecs for each in group.lanes)
    attributes = [
        *_rates(
            max(each.rendition.bandwidth_bps for each in group.lanes), sound.average_bandwidth_bps
        ),
        f'CODECS="{",".join(codecs)}"',
        f'AUDIO="{group.id}"',
    ]
    return [f"#EXT-X-STREAM-INF:{','.join(attributes)}", f"{group.default.name}.m3u8"]


def _rates(peak: int, mean: int) -> list[str]:
    peak = max(1, peak)
    return [f"BANDWIDTH={peak}", f"AVERAGE-BANDWIDTH={min(max(1, mean), peak)}"]


def _audio_media(group: AudioGroup) -> list[str]:
    lines: list[str] = []
    names = _unique_names([lane.track for lane in group.lanes], "Sound")
    for lane, name in zip(group.lanes, names, strict=True):
        track = lane.track
        is_default = lane is group.default
        is_auto = is_default or track.role in {"main", "dub", "description"}
        attributes = [
            "TYPE=AUDIO",
            f'GROUP-ID="{group.id}"',
            *_language(track),
            f'NAME="{name}"',
            f"DEFAULT={_yes(is_default)}",
            f"AUTOSELECT={_yes(is_auto)}",
            *([f'CHARACTERISTICS="{DESCRIBES_VIDEO}"'] if track.role == "description" else []),
            f'CHANNELS="{max(1, lane.rendition.channels)}"',
            f'URI="{lane.name}.m3u8"',
        ]
        lines.append(f"#EXT-X-MEDIA:{','.join(attributes)}")
    return lines


def _text_media(found: Offer) -> list[str]:
    lines: list[str] = []
    names = _unique_names([lane.track for lane in found.text], "Text")
    for lane, name in zip(found.text, names, strict=True):
        role = lane.track.role
        is_forced = role == "forced"
        attributes = [
            "TYPE=SUBTITLES",
            'GROUP-ID="text"',
            *_language(lane.track),
            f'NAME="{name}"',
            "DEFAULT=NO",
            "AUTOSELECT=YES",
            f"FORCED={_yes(is_forced)}",
            *([f'CHARACTERISTICS="{TRANSCRIBES}"'] if role == "captions" else []),
            f'URI="{lane.name}.m3u8"',
        ]
        lines.append(f"#EXT-X-MEDIA:{','.join(attributes)}")
    return lines


def _unique_names(tracks: list[Track], fallback: str) -> list[str]:
    """Return a name per track; within a group no two may be the same."""
    names: list[str] = []
    for track in tracks:
        plain = quotable(track.label) or spoken(track.language) or fallback
        name, number = plain, 2
        while name in names:
            name, number = f"{plain} ({number})", number + 1
        names.append(name)
    return names


def quotable(text: str) -> str:
    """Return text as an attribute's quoted string may hold it: no quotes, no line breaks."""
    return "".join(sign for sign in text.replace('"', "'") if sign.isprintable()).strip()


def _language(track: Track) -> list[str]:
    language = spoken(track.language)
    return [f'LANGUAGE="{language}"'] if language else []


def _yes(answer: bool) -> str:  # noqa: FBT001 - it is the one thing that is written out
    return "YES" if answer else "NO"
