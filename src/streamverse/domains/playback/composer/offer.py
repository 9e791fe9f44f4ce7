"""Which lanes of a programme a viewer is offered: the choice both formats share."""

import re
from dataclasses import dataclass
from hashlib import blake2s

from streamverse.domains.media.timeline import PlayableAsset, Rendition, Track, TrackKind
from streamverse.domains.playback.composer.cut import cut
from streamverse.domains.playback.composer.programme import Programme, Span, ViewerPolicy

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}")


@dataclass(frozen=True, slots=True)
class Lane:
    """A rendition of the main asset that runs through all spans; `name` names its playlist."""

    name: str
    track: Track
    rendition: Rendition


@dataclass(frozen=True, slots=True)
class TextLane:
    """A text track of the main asset."""

    name: str
    track: Track


@dataclass(frozen=True, slots=True)
class AudioGroup:
    """One lane per language and role, all of one encoding, so that a variant can name them."""

    id: str
    lanes: tuple[Lane, ...]
    default: Lane


@dataclass(frozen=True, slots=True)
class Offer:
    """What is listed: video lanes (best first), sound by encoding, text."""

    video: tuple[Lane, ...]
    audio: tuple[AudioGroup, ...]
    text: tuple[TextLane, ...]
    is_ended: bool

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """Every lane that has segments, each once."""
        return (*self.video, *self.sound)

    @property
    def sound(self) -> tuple[Lane, ...]:
        """Every sound lane once, the default language's first."""
        lanes = {lane.name: lane for group in self.audio for lane in group.lanes}
        first = self.audio[0].default.track.id if self.audio else None
        return tuple(sorted(lanes.values(), key=lambda lane: lane.track.id != first))


def offer(programme: Programme, policy: ViewerPolicy) -> Offer:
    """Choose what to list.

    A rung above the ceiling is never listed. One below it is listed when it covers what the
    other permitted ones cover, so that a player may change to it anywhere. A film is not
    offered as sound alone because its picture isn't there yet: then nothing is listed.
    """
    main = programme.main
    video = () if policy.is_audio_only else _video_lanes(main, policy)
    if main.tracks_of(TrackKind.VIDEO) and not video and not policy.is_audio_only:
        return Offer((), (), (), is_ended=False)
    audio = _audio_groups(main, policy)
    text = () if policy.is_audio_only else _text_lanes(main)
    found = Offer(video, audio, text, is_ended=False)
    is_ended = bool(found.lanes) and all(has_ended(programme, lane) for lane in found.lanes)
    return Offer(video, audio, text, is_ended)


def revision(programme: Programme, policy: ViewerPolicy) -> str:
    """Return a short text that changes when a player would gain by taking the manifest anew."""
    found = offer(programme, policy)
    listed = [
        *sorted(f"{lane.name}={lane.rendition.recipe}" for lane in found.lanes),
        *sorted(f"{lane.name}={lane.track.text_key}" for lane in found.text),
        str(found.is_ended),
    ]
    return blake2s("\n".join(listed).encode(), digest_size=8).hexdigest()


def find_lane(programme: Programme, policy: ViewerPolicy, name: str) -> Lane | TextLane | None:
    """Return the lane of a playlist's name, listed now or not (it may have been, or will be)."""
    main = programme.main
    for track in main.tracks:
        for rendition in track.renditions:
            if rendition.name == name:
                return Lane(name, track, rendition) if policy.permits(rendition.rung) else None
    for lane in () if policy.is_audio_only else _text_lanes(main):
        if lane.name == name:
            return lane
    return None


def in_span(lane: Lane, span: Span) -> tuple[Track, Rendition] | None:
    """Map a lane onto a span's asset; None when that asset has nothing of the kind.

    Video takes the highest rung that is not above the lane's, else the lowest there is; sound
    the same language and role, else the default, else the first.
    """
    asset = span.asset
    for track in asset.tracks:
        if track.id == lane.track.id:
            return track, lane.rendition
    if lane.track.kind is TrackKind.VIDEO:
        return _nearest_picture(asset, lane.rendition)
    return _nearest_sound(asset, lane)


def text_in_span(lane: TextLane, span: Span) -> Track | None:
    """Map a text lane onto a span's asset: the same track, else the same language and role."""
    wanted = (lane.track.language, lane.track.role)
    tracks = [track for track in span.asset.tracks_of(TrackKind.TEXT) if track.text_key]
    for track in tracks:
        if track.id == lane.track.id:
            return track
    return next((track for track in tracks if (track.language, track.role) == wanted), None)


def has_ended(programme: Programme, lane: Lane) -> bool:
    """Tell whether the lane is there to the programme's end, so that nothing will be added."""
    return all(_is_whole(span, in_span(lane, span)) for span in programme.spans)


def _is_whole(span: Span, mapped: tuple[Track, Rendition] | None) -> bool:
    if mapped is None:
        return span.asset.is_sealed
    track, rendition = mapped
    return cut(track, rendition, span).is_whole


def _video_lanes(main: PlayableAsset, policy: ViewerPolicy) -> tuple[Lane, ...]:
    pictures = main.tracks_of(TrackKind.VIDEO)
    if not pictures:
        return ()
    track = next((track for track in pictures if track.is_default), pictures[0])
    candidates = [each for each in track.renditions if policy.permits(each.rung)]
    furthest = max((each.covered_segments for each in candidates), default=0)
    listed = [each for each in candidates if furthest and each.covered_segments == furthest]
    listed.sort(key=lambda each: (-each.rung, -each.bandwidth_bps, each.name))
    return tuple(Lane(each.name, track, each) for each in listed)


def _audio_groups(main: PlayableAsset, policy: ViewerPolicy) -> tuple[AudioGroup, ...]:
    tracks = [
        track
        for track in main.tracks_of(TrackKind.AUDIO)
        if any(each.covered_segments for each in track.renditions)
    ]
    if not tracks:
        return ()
    chosen = _default_track(tracks, policy.languages)
    encodings = {
        (each.codecs, each.channels): None
        for track in tracks
        for each in track.renditions
        if each.covered_segments
    }
    groups: list[AudioGroup] = []
    for codecs, channels in encodings:
        lanes = tuple(_of_encoding(track, codecs, channels) for track in tracks)
        default = next(lane for lane in lanes if lane.track.id == chosen.id)
        groups.append(AudioGroup(f"audio-{len(groups) + 1}", lanes, default))
    return tuple(groups)


def _of_encoding(track: Track, codecs: str, channels: int) -> Lane:
    there = [each for each in track.renditions if each.covered_segments]
    same = [each for each in there if (each.codecs, each.channels) == (codecs, channels)]
    rendition = (same or there)[0]
    return Lane(rendition.name, track, rendition)


def _default_track(tracks: list[Track], languages: tuple[str, ...]) -> Track:
    plain = [track for track in tracks if track.role in {"main", "dub"}] or tracks
    for language in languages:
        for track in plain:
            if primary(track.language) == primary(language):
                return track
    return next((track for track in plain if track.is_default), plain[0])


def spoken(language: str) -> str:
    """Return a BCP 47 tag to write down; "" when it is unknown or isn't one."""
    return language if language != "und" and LANGUAGE.fullmatch(language) else ""


def primary(language: str) -> str:
    """Return the first subtag of a BCP 47 tag: "pt" of "pt-BR"."""
    return language.lower().partition("-")[0]


def _text_lanes(main: PlayableAsset) -> tuple[TextLane, ...]:
    texts = main.tracks_of(TrackKind.TEXT)
    return tuple(TextLane(f"text-{track.id.hex}", track) for track in texts if track.text_key)


def _nearest_picture(asset: PlayableAsset, like: Rendition) -> tuple[Track, Rendition] | None:
    there = [
        (track, each)
        for track in asset.tracks_of(TrackKind.VIDEO)[:1]
        for each in track.renditions
        if each.covered_segments
    ]
    if not there:
        return None
    below = [pair for pair in there if pair[1].rung <= like.rung]
    if below:
        return max(below, key=lambda pair: pair[1].rung)
    return min(there, key=lambda pair: pair[1].rung)


def _nearest_sound(asset: PlayableAsset, lane: Lane) -> tuple[Track, Rendition] | None:
    tracks = [
        track
        for track in asset.tracks_of(TrackKind.AUDIO)
        if any(each.covered_segments for each in track.renditions)
    ]
    if not tracks:
        return None
    wanted = (lane.track.language, lane.track.role)
    track = next(
        (track for track in tracks if (track.language, track.role) == wanted),
        next((track for track in tracks if track.is_default), tracks[0]),
    )
    codecs, channels = lane.rendition.codecs, lane.rendition.channels
    return track, _of_encoding(track, codecs, channels).rendition
