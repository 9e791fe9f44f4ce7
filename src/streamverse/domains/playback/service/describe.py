"""A playback session as its player sees it."""

from collections.abc import Sequence

from streamverse.domains.catalog.public import Marker, MarkerKind, PlayableTitle
from streamverse.domains.media.timeline import TrackKind
from streamverse.domains.playback.composer import ViewerPolicy
from streamverse.domains.playback.manifests import MPD, MULTIVARIANT
from streamverse.domains.playback.models import PlaybackSessionRow
from streamverse.domains.playback.programmes import KnownProgramme
from streamverse.domains.playback.schemas import (
    ChapterRef,
    MarkerRef,
    Session,
    SessionState,
    TextTrackRef,
    TitleRef,
)
from streamverse.domains.playback.service.listing import episode_ref
from streamverse.domains.playback.tokens import MediaClaims, MediaTokens, viewer_digest

HEARTBEAT_SECONDS = 10


def describe(
    tokens: MediaTokens,
    row: PlaybackSessionRow,
    known: KnownProgramme,
    title: PlayableTitle | None,
    markers: Sequence[Marker],
) -> Session:
    """Return a session with its addresses. Chapters that editors wrote go before the film's own."""
    policy = policy_of(row)
    base = f"/media/{_token(tokens, row, known, policy)}"
    asset = known.programme.main
    state = describe_state(row, known)
    return Session(
        id=row.id,
        programme_id=row.programme_id,
        asset_id=row.asset_id,
        hls_url=f"{base}/{row.programme_id}/{MULTIVARIANT}",
        dash_url=f"{base}/{row.programme_id}/{MPD}",
        position_seconds=row.position_seconds,
        sequence=row.sequence,
        duration_seconds=state.duration_seconds,
        heartbeat_seconds=HEARTBEAT_SECONDS,
        expires_at=row.expires_at,
        is_growing=state.is_growing,
        revision=state.revision,
        title=_title(title),
        episode=episode_ref(title.episode if title else None),
        next=episode_ref(title.next if title else None),
        chapters=[
            ChapterRef(start_seconds=each.from_seconds, name=each.name)
            for each in markers
            if each.kind is MarkerKind.CHAPTER
        ]
        or [
            ChapterRef(start_seconds=each.start_seconds, name=each.name) for each in asset.chapters
        ],
        markers=[
            MarkerRef(
                kind=each.kind.value, from_seconds=each.from_seconds, to_seconds=each.to_seconds
            )
            for each in markers
            if each.kind is not MarkerKind.CHAPTER and each.to_seconds is not None
        ],
        storyboard_url=f"{base}/{asset.storyboard_key}" if asset.storyboard_key else None,
        text_tracks=[
            TextTrackRef(
                id=track.id,
                language=track.language,
                label=track.label or track.language,
                kind=track.role if track.role in {"captions", "forced"} else "subtitles",
                url=f"{base}/{track.text_key}",
            )
            for track in asset.tracks_of(TrackKind.TEXT)
            if track.text_key
        ],
        poster_url=f"/images/{asset.poster_key}" if asset.poster_key else None,
    )


def describe_state(row: PlaybackSessionRow, known: KnownProgramme) -> SessionState:
    """Return what a running player asks for every few seconds."""
    return SessionState(
        revision=known.standing(policy_of(row)).revision,
        is_growing=known.is_growing,
        duration_seconds=known.programme.duration_seconds,
        position_seconds=row.position_seconds,
    )


def policy_of(row: PlaybackSessionRow) -> ViewerPolicy:
    """Return the policy a session was opened with."""
    languages = tuple(filter(None, row.languages.split(",")))
    return ViewerPolicy(row.max_rung, row.is_audio_only, languages)


def _token(
    tokens: MediaTokens, row: PlaybackSessionRow, known: KnownProgramme, policy: ViewerPolicy
) -> str:
    return tokens.sign(
        MediaClaims(
            session_id=row.id,
            programme_id=row.programme_id,
            asset_ids=tuple({span.asset.id: None for span in known.programme.spans}),
            viewer=viewer_digest(row.viewer_key),
            policy=policy,
            expires_at=int(row.expires_at.timestamp()),
        )
    )


def _title(title: PlayableTitle | None) -> TitleRef | None:
    if title is None:
        return None
    return TitleRef(id=title.id, slug=title.slug, name=title.name, kind=str(title.kind.value))
