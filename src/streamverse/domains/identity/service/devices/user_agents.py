"""Reads a User-Agent in words a person knows their device by: "Chrome on Android".

Nothing but these words is kept for telling devices apart: versions and builds are left out.
The order of the tables matters, since most programs also claim to be older ones.
"""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["web", "phone", "tablet", "tv", "console", "other"]


@dataclass(frozen=True, slots=True)
class Described:
    """A device in words: "Samsung TV", "tv", "Tizen"."""

    name: str
    kind: Kind
    platform: str


SCREENS: tuple[tuple[str, str, Kind, str], ...] = (
    (r"PlayStation Vita", "PlayStation Vita", "console", "PlayStation"),
    (r"PlayStation[ /](?P<n>\d)", "PlayStation {n}", "console", "PlayStation"),
    (r"Xbox", "Xbox", "console", "Xbox"),
    (r"Nintendo (?P<n>Switch|WiiU)", "Nintendo {n}", "console", "Nintendo"),
    (r"\bRoku\b", "Roku", "tv", "Roku"),
    (r"\bCrKey\b", "Chromecast", "tv", "Chromecast"),
    (r"AppleTV|Apple TV|\btvOS\b", "Apple TV", "tv", "tvOS"),
    (r"\bAFT[A-Z0-9]+\b", "Fire TV", "tv", "Fire OS"),
    (r"BRAVIA", "Sony TV", "tv", "Android TV"),
    (r"Android TV|GoogleTV|Google TV", "Android TV", "tv", "Android TV"),
    (r"Tizen.*\bTV\b|SMART-TV|SmartTV.*Tizen|Maple", "Samsung TV", "tv", "Tizen"),
    (r"Web0S|webOS|NetCast", "LG TV", "tv", "webOS"),
    (r"\bVIDAA\b|Hisense", "Hisense TV", "tv", "VIDAA"),
    (r"\bVizio\b|SmartCast", "Vizio TV", "tv", "SmartCast"),
    (r"HbbTV|Smart-?TV\b", "TV", "tv", "HbbTV"),
)
SYSTEMS: tuple[tuple[str, Kind, str], ...] = (
    (r"iPad", "tablet", "iPadOS"),
    (r"iPhone|iPod", "phone", "iOS"),
    (r"Android(?=.*\bMobile\b)", "phone", "Android"),
    (r"Android.*(?:[; ]phone\b|\(phone)", "phone", "Android"),
    (r"Android|Silk", "tablet", "Android"),
    (r"KaiOS", "phone", "KaiOS"),
    (r"\bCrOS\b", "web", "ChromeOS"),
    (r"Windows", "web", "Windows"),
    (r"Mac OS X|Macintosh|macOS", "web", "macOS"),
    (r"iOS", "phone", "iOS"),
    (r"Linux|X11|BSD", "web", "Linux"),
)
BROWSERS: tuple[tuple[str, str], ...] = (
    (r"\bStreamVerse/", "StreamVerse"),
    (r"\bEdg(?:e|A|iOS)?/", "Edge"),
    (r"\bOPR/|\bOPiOS/|\bOpera\b", "Opera"),
    (r"\bSamsungBrowser/", "Samsung Internet"),
    (r"\bYaBrowser/", "Yandex Browser"),
    (r"\bVivaldi/", "Vivaldi"),
    (r"\bDuckDuckGo/", "DuckDuckGo"),
    (r"\bUC?Browser/", "UC Browser"),
    (r"\bSilk/", "Silk"),
    (r"\bFxiOS/|\bFocus/|\bFirefox/", "Firefox"),
    (r"\bCriOS/|\b(?:Headless)?Chrome/|\bChromium/", "Chrome"),
    (r"\bVersion/[\d.]+.*\bSafari/", "Safari"),
)
PROGRAM = re.compile(r"(?P<name>[A-Za-z][\w.+-]{1,30})(?:/|\s|$)")
UNKNOWN = Described("Unknown device", "other", "")
READ_LENGTH = 400


def describe(user_agent: str) -> Described:
    """Return what a User-Agent says in words; "Unknown device" for one that says nothing."""
    text = user_agent[:READ_LENGTH]
    for pattern, name, kind, platform in SCREENS:
        if found := re.search(pattern, text):
            return Described(name.format(**found.groupdict()), kind, platform)
    browser = next((name for pattern, name in BROWSERS if re.search(pattern, text)), None)
    system = next((each for each in SYSTEMS if re.search(each[0], text)), None)
    if system is None:
        return _program(browser, text)
    _, kind, platform = system
    if browser is None:
        return Described(f"{_program(None, text).name} on {platform}", "other", platform)
    return Described(f"{browser} on {platform}", kind, platform)


def _program(browser: str | None, text: str) -> Described:
    """Describe what names no system: an app or a script, by the first word it says."""
    if browser:
        return Described(browser, "web", "")
    found = PROGRAM.match(text)
    if found is None or found["name"] == "Mozilla":
        return UNKNOWN
    return Described(found["name"], "other", "")
