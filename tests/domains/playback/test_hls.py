"""What HLS players are told."""

from dataclasses import replace
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as some

from streamverse.domains.playback.composer import (
    Programme,
    Span,
    ViewerPolicy,
    media_playlist,
    multivariant,
)
from tests.domains.playback.films import SCALE, SEGMENT, film, picture, sound
from tests.domains.playback.strict_hls import (
    MediaPlaylist,
    Multivariant,
    parse_media,
    parse_multivariant,
)

ANYTHING = ViewerPolicy()


def listed(programme: Programme, policy: ViewerPolicy = ANYTHING) -> Multivariant:
    """The multivariant playlist, parsed."""
    text = multivariant(programme, policy)
    assert text is not None
    return parse_multivariant(text)


def played(programme: Programme, name: str, policy: ViewerPolicy = ANYTHING) -> MediaPlaylist:
    """A media playlist, parsed."""
    text = media_playlist(programme, policy, name)
    assert text is not None
    return parse_media(text)


class TestMultivariant:
    def test_lists_nothing_above_the_viewers_ceiling(self) -> None:
        found = listed(Programme.of(film()), ViewerPolicy(max_rung=480))
        assert [each["URI"] for each in found.variants] == ["480p.m3u8", "audio-1.m3u8"]

    def test_is_refused_while_all_that_exists_is_above_the_ceiling(self) -> None:
        ladder = picture(covered={720: 0, 480: 0})
        programme = Programme.of(film(ladder, sound(is_default=True)))
        assert multivariant(programme, ViewerPolicy(max_rung=720)) is None

    def test_lists_a_rung_only_when_it_covers_what_the_others_cover(self) -> None:
        programme = Programme.of(film(picture(covered={720: 4, 480: 5, 1080: 5}), sound()))
        rungs = [each["URI"] for each in listed(programme).variants if "RESOLUTION" in each]
        assert rungs == ["1080p.m3u8", "480p.m3u8"]

    def test_adds_the_sound_to_each_variants_bandwidth_and_codecs(self) -> None:
        best = listed(Programme.of(film())).variants[0]
        assert best["BANDWIDTH"] == str(1080 * 4000 + 130_000)
        assert best["AVERAGE-BANDWIDTH"] == str(1080 * 3000 + 128_000)
        assert best["CODECS"] == "avc1.64001f,mp4a.40.2"
        assert best["RESOLUTION"] == "1920x1080"
        assert best["FRAME-RATE"] == "23.976"

    def test_makes_the_viewers_language_the_default(self) -> None:
        asset = film(picture(), sound(1, "en", is_default=True), sound(2, "hi-IN", label="Hindi"))
        found = listed(Programme.of(asset), ViewerPolicy(languages=("fr", "hi")))
        assert [(each["LANGUAGE"], each["DEFAULT"]) for each in found.media] == [
            ("en", "NO"),
            ("hi-IN", "YES"),
        ]

    def test_never_chooses_a_commentary_by_itself(self) -> None:
        asset = film(picture(), sound(1, "en", role="commentary"), sound(2, "en"))
        commentary, plain = listed(Programme.of(asset)).media
        assert (commentary["DEFAULT"], commentary["AUTOSELECT"]) == ("NO", "NO")
        assert plain["DEFAULT"] == "YES"
        assert commentary["NAME"] != plain["NAME"]

    def test_marks_described_video_and_captions(self) -> None:
        asset = film(picture(), sound(1, "en"), sound(2, "en", role="description"), texts=["en"])
        closed = replace(asset.tracks[-1], role="captions")
        asset = replace(asset, tracks=(*asset.tracks[:-1], closed))
        described, captions = listed(Programme.of(asset)).media[1:]
        assert described["CHARACTERISTICS"] == "public.accessibility.describes-video"
        assert "transcribes-spoken-dialog" in captions["CHARACTERISTICS"]

    def test_ends_with_sound_alone(self) -> None:
        last = listed(Programme.of(film())).variants[-1]
        assert last["CODECS"] == "mp4a.40.2"
        assert last["URI"] == "audio-1.m3u8"

    def test_lists_sound_alone_to_who_may_only_listen(self) -> None:
        programme = Programme.of(film(texts=["en"]))
        found = listed(programme, ViewerPolicy(is_audio_only=True))
        assert [each["URI"] for each in found.variants] == ["audio-1.m3u8"]
        assert media_playlist(programme, ViewerPolicy(is_audio_only=True), "480p") is None

    def test_plays_a_film_without_sound(self) -> None:
        found = listed(Programme.of(film(picture())))
        assert not found.media
        assert found.variants[0]["CODECS"] == "avc1.64001f"

    def test_keeps_labels_from_breaking_out_of_their_quotes(self) -> None:
        rogue = 'x",URI="http://elsewhere/\n#EXT-X-ENDLIST'
        found = listed(Programme.of(film(picture(), sound(label=rogue))))
        assert found.media[0]["URI"] == "audio-1.m3u8"

    def test_starts_a_growing_film_at_its_beginning(self) -> None:
        growing = film(picture(is_sealed=False), sound(is_sealed=False), is_sealed=False)
        assert listed(Programme.of(growing)).start == "0"
        assert listed(Programme.of(film())).start is None


class TestMediaPlaylist:
    def test_refuses_a_rung_above_the_ceiling(self) -> None:
        programme = Programme.of(film())
        assert media_playlist(programme, ViewerPolicy(max_rung=480), "720p") is None
        assert media_playlist(programme, ANYTHING, "144p") is None

    def test_is_vod_with_an_end_once_all_is_there(self) -> None:
        playlist = played(Programme.of(film()), "720p")
        assert playlist.is_ended
        assert playlist.target == 4
        assert [segment.uri.rpartition("/")[2] for segment in playlist.segments] == [
            f"{index * SEGMENT}.m4s" for index in range(5)
        ]
        assert abs(playlist.seconds - 20) < 1e-6

    def test_is_an_event_while_the_film_grows(self) -> None:
        growing = film(picture(segments=2, is_sealed=False), sound(segments=2), is_sealed=False)
        assert not played(Programme.of(growing), "480p").is_ended
        assert not played(Programme.of(growing), "audio-1").is_ended

    def test_keeps_text_open_while_the_picture_grows(self) -> None:
        growing = film(picture(is_sealed=False), sound(), texts=["en"], is_sealed=False)
        name = listed(Programme.of(growing)).of_group("text")[0]["URI"].removesuffix(".m3u8")
        playlist = played(Programme.of(growing), name)
        assert not playlist.is_ended
        assert playlist.segments[0].uri == f"../{growing.id}/t1/text-en.vtt"

    @given(
        durations=some.lists(some.integers(SCALE, 4 * SCALE), min_size=1, max_size=40),
        data=some.data(),
    )
    def test_only_ever_adds_at_its_end(self, durations: list[int], data: some.DataObject) -> None:
        cut = data.draw(some.integers(1, len(durations)))
        ladder = picture(segments=1)
        asset_id = uuid4()

        def at(count: int) -> str:
            timeline = replace(ladder.timeline, runs=(), is_sealed=False)
            timeline = timeline.extended(durations[:count])
            timeline = timeline.sealed() if count == len(durations) else timeline
            renditions = tuple(replace(each, covered_segments=count) for each in ladder.renditions)
            track = replace(ladder, timeline=timeline, renditions=renditions)
            asset = film(track, seconds=sum(durations) / SCALE, asset_id=asset_id)
            text = media_playlist(Programme.of(asset), ANYTHING, "480p")
            assert text is not None
            playlist = parse_media(text)
            assert len(playlist.segments) == count
            return text[text.index("#EXT-X-MAP") :].removesuffix("#EXT-X-ENDLIST\n")

        assert at(len(durations)).startswith(at(cut))

    @given(counts=some.lists(some.integers(1, 30), min_size=1, max_size=4))
    def test_adds_up_to_the_timeline(self, counts: list[int]) -> None:
        spans = tuple(
            Span(film(picture(segments=count), sound(segments=count), seconds=count * 4.0))
            for count in counts
        )
        programme = Programme(uuid4(), spans)
        for name in ("720p", "audio-1"):
            playlist = played(programme, name)
            assert playlist.is_ended
            assert abs(playlist.seconds - programme.duration_seconds) < 0.05 * len(counts)
            assert playlist.segments[-1].discontinuity == len(counts) - 1


class TestSpans:
    def test_cuts_picture_and_sound_at_the_same_place(self) -> None:
        asset = film()
        programme = Programme(uuid4(), (Span(asset, 4.0, 12.0), Span(asset, 12.0, 16.0)))
        video, audio = played(programme, "720p"), played(programme, "audio-1")
        assert [each.discontinuity for each in video.segments] == [0, 0, 1]
        assert [each.discontinuity for each in audio.segments] == [0, 0, 1]
        assert video.segments[0].uri.endswith(f"/{SEGMENT}.m4s")
        assert abs(video.seconds - audio.seconds) < 0.05

    def test_maps_each_asset_onto_the_programmes_rungs(self) -> None:
        film_asset = film(seconds=20)
        advert = film(picture((720, 360), segments=1), sound(segments=1), seconds=4)
        programme = Programme(uuid4(), (Span(advert), Span(film_asset)))
        for name, rung in (("1080p", "720p"), ("720p", "720p"), ("480p", "360p")):
            first = played(programme, name).segments[0]
            assert f"{advert.id}/r1/{rung}/" in first.uri
            assert f"{advert.id}/r1/{rung}/init.mp4" in first.map_uri

    def test_leaves_a_gap_where_an_asset_has_no_sound(self) -> None:
        silent = film(picture(segments=1), seconds=4)
        programme = Programme(uuid4(), (Span(film(seconds=20)), Span(silent)))
        sounds = played(programme, "audio-1")
        assert sounds.segments[-1].is_gap
        assert abs(sounds.seconds - 24) < 0.05

    def test_lists_nothing_after_a_span_that_still_grows(self) -> None:
        growing = film(
            picture(segments=2, is_sealed=False), sound(segments=2), seconds=40, is_sealed=False
        )
        programme = Programme(uuid4(), (Span(growing), Span(film(seconds=20))))
        playlist = played(programme, "480p")
        assert len(playlist.segments) == 2
        assert not playlist.is_ended

    def test_ends_an_open_span_where_it_says_although_its_asset_grows(self) -> None:
        growing = film(picture(is_sealed=False), sound(is_sealed=False), is_sealed=False)
        playlist = played(Programme(uuid4(), (Span(growing, 0.0, 8.0),)), "480p")
        assert playlist.is_ended
        assert len(playlist.segments) == 2
