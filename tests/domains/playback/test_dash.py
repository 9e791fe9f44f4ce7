"""What DASH players are told."""

import re
from dataclasses import dataclass
from uuid import uuid4
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as some

from streamverse.domains.playback.composer import (
    Programme,
    Span,
    ViewerPolicy,
    media_playlist,
    mpd,
)
from tests.domains.playback.films import SEGMENT, film, picture, sound
from tests.domains.playback.strict_hls import parse_media

ANYTHING = ViewerPolicy()
SPACE = {"d": "urn:mpeg:dash:schema:mpd:2011"}


@dataclass
class Representation:
    """A representation with the addresses its template makes."""

    id: str
    codecs: str
    addresses: list[str]
    seconds: float


def parsed(programme: Programme, policy: ViewerPolicy = ANYTHING) -> ET.Element:
    """The MPD, parsed and checked for what all of ours share."""
    document = mpd(programme, policy)
    assert document is not None
    root = ET.fromstring(document)
    assert root.get("profiles") == "urn:mpeg:dash:profile:isoff-live:2011"
    is_dynamic = root.get("type") == "dynamic"
    for name in ("availabilityStartTime", "minimumUpdatePeriod", "publishTime"):
        assert (root.get(name) is not None) == is_dynamic
    for period in root.findall("d:Period", SPACE):
        ids = [each.get("id") for each in period.iter(f"{{{SPACE['d']}}}Representation")]
        assert len(ids) == len(set(ids)), "ids are unique in a period"
    return root


def representations(period: ET.Element, kind: str) -> list[Representation]:
    """Expand the templates of one kind of track."""
    found: list[Representation] = []
    for each in period.findall(f"d:AdaptationSet[@contentType='{kind}']", SPACE):
        template = each.find("d:SegmentTemplate", SPACE)
        assert template is not None
        scale = int(template.get("timescale", "1"))
        times: list[int] = []
        clock = 0
        for entry in template.findall("d:SegmentTimeline/d:S", SPACE):
            clock = int(entry.get("t", clock))
            for _ in range(int(entry.get("r", "0")) + 1):
                times.append(clock)
                clock += int(entry.get("d", "0"))
        seconds = (clock - times[0]) / scale
        for one in each.findall("d:Representation", SPACE):
            base = one.findtext("d:BaseURL", namespaces=SPACE)
            media = [f"{base}{template.get('media', '')}".replace("$Time$", str(t)) for t in times]
            found.append(Representation(one.get("id", ""), one.get("codecs", ""), media, seconds))
    return found


def seconds_of(duration: str | None) -> float:
    """Parse the durations we write."""
    match = re.fullmatch(r"PT(\d+(?:\.\d+)?)S", duration or "")
    assert match
    return float(match[1])


class TestMpd:
    def test_lists_nothing_above_the_viewers_ceiling(self) -> None:
        root = parsed(Programme.of(film()), ViewerPolicy(max_rung=480))
        ids = [each.id for each in representations(root[0], "video")]
        assert ids == ["480p"]

    def test_is_refused_while_there_is_nothing(self) -> None:
        empty = film(picture(covered={1080: 0, 720: 0, 480: 0}), sound())
        assert mpd(Programme.of(empty), ANYTHING) is None

    def test_has_the_same_segments_as_hls(self) -> None:
        programme = Programme.of(film(seconds=40))
        root = parsed(programme)
        for each in (*representations(root[0], "video"), *representations(root[0], "audio")):
            text = media_playlist(programme, ANYTHING, each.id)
            assert text is not None
            assert [one.uri for one in parse_media(text).segments] == each.addresses

    def test_is_static_with_its_exact_length_once_sealed(self) -> None:
        root = parsed(Programme.of(film(seconds=20)))
        assert root.get("type") == "static"
        assert seconds_of(root.get("mediaPresentationDuration")) == 20

    def test_tells_the_whole_length_of_a_film_that_grows(self) -> None:
        growing = film(
            picture(segments=2, is_sealed=False), sound(segments=2), seconds=60, is_sealed=False
        )
        root = parsed(Programme.of(growing))
        assert root.get("type") == "dynamic"
        assert seconds_of(root.get("mediaPresentationDuration")) == 60
        assert root.get("availabilityStartTime") == "1970-01-01T00:00:00Z"
        assert representations(root[0], "video")[0].seconds == 8

    def test_publishes_later_whenever_it_has_more(self) -> None:
        asset_id = uuid4()

        def published(segments: int) -> str | None:
            track = picture(segments=segments, is_sealed=False)
            asset = film(track, seconds=60, is_sealed=False, asset_id=asset_id)
            return parsed(Programme.of(asset)).get("publishTime")

        assert str(published(2)) < str(published(3)) < str(published(12))

    def test_describes_languages_roles_and_text(self) -> None:
        asset = film(
            picture(),
            sound(1, "en", label="English & more"),
            sound(2, "hi", role="description"),
            texts=["en"],
        )
        root = parsed(Programme.of(asset))
        sets = root[0].findall("d:AdaptationSet", SPACE)
        assert [each.get("lang") for each in sets] == [None, "en", "hi", "en"]
        roles = [each.find("d:Role", SPACE) for each in sets]
        assert [role.get("value") for role in roles if role is not None] == [
            "main",
            "main",
            "alternate",
            "subtitle",
        ]
        assert sets[2].find("d:Accessibility", SPACE) is not None
        assert sets[1].findtext("d:Label", namespaces=SPACE) == "English & more"
        address = sets[3].findtext("d:Representation/d:BaseURL", namespaces=SPACE)
        assert address == f"../{asset.id}/t1/text-en.vtt"

    @given(label=some.text(max_size=30), language=some.text(max_size=8))
    def test_stays_well_formed_whatever_a_label_says(self, label: str, language: str) -> None:
        asset = film(picture(), sound(1, language, label=label))
        assert representations(parsed(Programme.of(asset))[0], "audio")


class TestSpans:
    def test_makes_a_period_per_span_that_starts_where_the_last_ended(self) -> None:
        asset, advert = film(seconds=20), film(picture((360,), segments=2), seconds=8)
        spans = (Span(asset, 0.0, 8.0), Span(advert), Span(asset, 8.0))
        root = parsed(Programme(uuid4(), spans))
        periods = root.findall("d:Period", SPACE)
        assert [seconds_of(each.get("start")) for each in periods] == [0, 8, 16]
        assert seconds_of(root.get("mediaPresentationDuration")) == 28
        assert [each.id for each in representations(periods[1], "video")] == ["1080p"]
        assert not representations(periods[1], "audio")
        resumed = periods[2].find("d:AdaptationSet/d:SegmentTemplate", SPACE)
        assert resumed is not None
        assert resumed.get("presentationTimeOffset") == str(2 * SEGMENT)

    def test_lists_no_period_after_one_that_still_grows(self) -> None:
        growing = film(picture(segments=2, is_sealed=False), seconds=40, is_sealed=False)
        root = parsed(Programme(uuid4(), (Span(growing), Span(film(seconds=20)))))
        assert len(root.findall("d:Period", SPACE)) == 1
        assert root.get("type") == "dynamic"
