"""What a User-Agent says, in words a person knows their device by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streamverse.domains.identity.service.devices.user_agents import UNKNOWN, describe

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = f"{WEBKIT} Chrome/126.0.0.0"
IOS = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
IPHONE = f"(iPhone; CPU iPhone OS 17_5 like Mac OS X) {IOS}"
WINDOWS = "(Windows NT 10.0; Win64; x64)"
LINUX = "(X11; Linux x86_64)"
MAC = "(Macintosh; Intel Mac OS X 10_15_7)"


class TestABrowser:
    @pytest.mark.parametrize(
        ("user_agent", "name", "kind"),
        [
            (f"{WINDOWS} {CHROME} Safari/537.36", "Chrome on Windows", "web"),
            (f"{WINDOWS} {CHROME} Safari/537.36 Edg/126.0.2592.87", "Edge on Windows", "web"),
            (f"{LINUX} {CHROME} Safari/537.36 OPR/112.0", "Opera on Linux", "web"),
            (f"{LINUX} {WEBKIT} HeadlessChrome/126.0 Safari/537.36", "Chrome on Linux", "web"),
            ("(X11; Linux x86_64; rv:128.0) Firefox/128.0", "Firefox on Linux", "web"),
            (f"{MAC} {IOS} Version/17.5 Safari/605.1.15", "Safari on macOS", "web"),
            (f"(X11; CrOS x86_64 14541.0.0) {CHROME}", "Chrome on ChromeOS", "web"),
            (f"(Linux; Android 14; Pixel 8) {CHROME} Mobile", "Chrome on Android", "phone"),
            (f"(Linux; Android 13; SM-X700) {CHROME}", "Chrome on Android", "tablet"),
            (
                f"(Linux; Android 14) {WEBKIT} SamsungBrowser/25.0 Chrome/121.0 Mobile",
                "Samsung Internet on Android",
                "phone",
            ),
            (f"{IPHONE} Version/17.5 Mobile/15E148 Safari/604.1", "Safari on iOS", "phone"),
            (f"{IPHONE} CriOS/126.0 Mobile/15E148 Safari/604.1", "Chrome on iOS", "phone"),
            (
                f"(iPad; CPU OS 16_6 like Mac OS X) {IOS} FxiOS/127.0 Mobile/15E148",
                "Firefox on iPadOS",
                "tablet",
            ),
        ],
    )
    def test_is_named_with_its_system(self, user_agent: str, name: str, kind: str) -> None:
        described = describe(f"Mozilla/5.0 {user_agent}")
        assert (described.name, described.kind) == (name, kind)


class TestAScreen:
    @pytest.mark.parametrize(
        ("user_agent", "name", "kind"),
        [
            ("(SMART-TV; LINUX; Tizen 7.0) Version/7.0 TV Safari/537.36", "Samsung TV", "tv"),
            (f"(Web0S; Linux/SmartTV) {CHROME} WebAppManager", "LG TV", "tv"),
            (f"(Linux; Android 10; BRAVIA 4K) {CHROME}", "Sony TV", "tv"),
            ("(Linux; Android TV 12; Shield)", "Android TV", "tv"),
            (f"(Linux; Android 9; AFTMM) {CHROME} Mobile", "Fire TV", "tv"),
            ("Roku/DVP-13.0 (13.0.0.4209-99)", "Roku", "tv"),
            ("AppleTV11,1/17.5 tvOS/17.5", "Apple TV", "tv"),
            (f"(X11; Linux armv7l) {CHROME} CrKey/1.54", "Chromecast", "tv"),
            ("(PlayStation; PlayStation 5/6.00)", "PlayStation 5", "console"),
            (f"(Windows NT 10.0; Xbox; Xbox One) {CHROME} Edge/44", "Xbox", "console"),
            ("(Nintendo Switch; WebApplet) AppleWebKit/609.4", "Nintendo Switch", "console"),
            ("HbbTV/1.5.1 (+DRM; Some; Set) Gecko", "TV", "tv"),
        ],
    )
    def test_is_named_by_what_stands_in_the_room(
        self, user_agent: str, name: str, kind: str
    ) -> None:
        described = describe(user_agent)
        assert (described.name, described.kind) == (name, kind)


class TestAProgram:
    @pytest.mark.parametrize(
        ("user_agent", "name", "kind"),
        [
            ("curl/8.5.0", "curl", "other"),
            ("python-httpx/0.27.0", "python-httpx", "other"),
            ("StreamVerse/2.1 (Android 14; phone)", "StreamVerse on Android", "phone"),
            ("StreamVerse/2.1 (iPhone; iOS 17.5)", "StreamVerse on iOS", "phone"),
            ("okhttp/4.12 (Linux; Android 14)", "okhttp on Android", "other"),
        ],
    )
    def test_is_named_by_its_first_word(self, user_agent: str, name: str, kind: str) -> None:
        described = describe(user_agent)
        assert (described.name, described.kind) == (name, kind)

    @pytest.mark.parametrize("user_agent", ["", " ", "Mozilla/5.0", "(;;;)", "\x00\x01", "☃"])
    def test_that_says_nothing_is_unknown(self, user_agent: str) -> None:
        assert describe(user_agent) == UNKNOWN


class TestWhateverIsSent:
    @given(st.text(max_size=600))
    def test_is_described_in_a_short_line(self, user_agent: str) -> None:
        described = describe(user_agent)
        assert 0 < len(described.name) <= 50
        assert described.name.isprintable()

    def test_is_read_in_no_time_however_long(self) -> None:
        assert describe("Tizen " * 200_000 + "Android" * 10_000).name
