"""Turns a letter and its facts into a subject, an HTML and a plain-text version.

The templates are the shape alone; every sentence comes from the reader's catalogue. What is
filled in is a stranger's text: escaped in the HTML, kept on one line everywhere, and set apart
(FSI … PDI, `bdi`), so that it can't turn the direction of what stands beside it.
"""

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from streamverse.domains.notifications.languages import Catalogue, catalogue
from streamverse.domains.notifications.letters import LETTERS, Letter

SITE_NAME = "StreamVerse"
LINE = 76
LONGEST_VALUE = 80
SHOWN = (("when", "at"), ("device", "device"), ("place", "country"), ("address", "address"))
TIMES = frozenset({"at", "due_at"})
LOOKS_LIKE_AN_ADDRESS = re.compile(r"://|\bwww\.|\w\.\w{2,}(/|\b)|@", re.IGNORECASE)
NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter in one language, ready to be put into an envelope."""

    subject: str
    html: str
    text: str
    language: str
    direction: Literal["ltr", "rtl"]


class Escaped(str):
    """Text that is HTML already: templates take it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Answer what templates ask."""
        return self


@dataclass(frozen=True, slots=True)
class Button:
    """Where the letter leads, and until when that works."""

    url: str
    until: datetime | None = None


def one_line(value: str) -> str:
    """Take control characters and overrides of direction out; no value breaks a line."""
    return " ".join(NOT_PRINTED.sub(" ", value).split())


def subject_of(letter_name: str, language: str, facts: Mapping[str, str]) -> str:
    """Write a letter's subject alone. Raises KeyError."""
    letter, words = LETTERS[letter_name], catalogue(language)
    return words.letters[letter_name].subject.format(**_values(letter, words, facts))


def render(letter_name: str, language: str, facts: Mapping[str, str], button: Button) -> Rendered:
    """Write a letter. `facts` needs `email`, and what the letter names. Raises KeyError."""
    letter, words = LETTERS[letter_name], catalogue(language)
    values = _values(letter, words, facts)
    plain = {name: _apart(value, words) for name, value in values.items()}
    sentences = words.letters[letter.name]
    shared = {
        "language": words.language,
        "direction": words.direction,
        "site": SITE_NAME,
        "url": button.url,
        "colon": words.words["colon"],
    }
    rich = _filled(letter, words, facts, button, _rich(values), is_html=True)
    text = _filled(letter, words, facts, button, plain)
    subject = sentences.subject.format(**values)
    html = _templates().get_template("letter.html")
    # Spaces between elements mean nothing: less to carry, and no letter comes near 40 kB.
    shape = html.render(shared, subject=subject, **rich)
    return Rendered(
        subject=subject,
        html=re.sub(r"\n\s*", "\n", shape),
        text=_templates().get_template("letter.txt").render(shared, **text),
        language=words.language,
        direction=words.direction,
    )


def _values(letter: Letter, words: Catalogue, facts: Mapping[str, str]) -> dict[str, str]:
    """Return what sentences may name, as plain text on one line."""
    values = {"site": SITE_NAME, "email": one_line(facts["email"])}
    for name in letter.facts:
        if name == "change":
            values["change"] = words.change(facts["change"])
        elif name == "due_at":
            values["due"] = words.instant(datetime.fromisoformat(facts["due_at"]))
        elif name == "child":
            values[name] = _without_lure(facts[name])
        else:
            values[name] = one_line(facts[name])[:LONGEST_VALUE]
    return values


def _filled(
    letter: Letter,
    words: Catalogue,
    facts: Mapping[str, str],
    button: Button,
    values: Mapping[str, str],
    *,
    is_html: bool = False,
) -> dict[str, object]:
    """Fill the sentences in, as HTML or as text; `values` are escaped or not accordingly."""

    def fill(sentence: str, **more: str) -> str:
        if is_html:
            return Escaped(escape(sentence).format(**values, **_rich(more)))
        return sentence.format(**values, **{key: _apart(each, words) for key, each in more.items()})

    sentences = words.letters[letter.name]
    name = _greetable(facts.get("name", ""))
    until = ""
    if button.until:
        pattern = words.words["until_reused" if letter.is_reusable else "until"]
        until = fill(pattern, until=words.instant(button.until))
    return {
        "hello": fill(words.words["hello_name"], name=name) if name else fill(words.words["hello"]),
        "heading": fill(sentences.heading),
        "body": [fill(sentence) for sentence in sentences.body],
        "button": fill(sentences.button),
        "closing": [fill(sentence) for sentence in sentences.closing],
        "until": until,
        "link_again": fill(words.words["link_again"]),
        "footer": fill(words.words["footer"]),
        "shown": [
            (fill(words.words[label]), fill("{value}", value=_shown(words, key, facts[key])))
            for label, key in SHOWN
            if facts.get(key)
        ],
    }


def _shown(words: Catalogue, key: str, value: str) -> str:
    if key in TIMES:
        return words.instant(datetime.fromisoformat(value))
    if key == "country":
        return words.country(value)
    return one_line(value)[:LONGEST_VALUE]


def _greetable(name: str) -> str:
    """Return a name to greet with; nothing when it is rather an address to lure somebody to."""
    name = one_line(name)
    return "" if LOOKS_LIKE_AN_ADDRESS.search(name) else name[:LONGEST_VALUE]


def _without_lure(name: str) -> str:
    """Return a name that a stranger chose for somebody else to read: no program makes it a link."""
    name = one_line(name)
    if LOOKS_LIKE_AN_ADDRESS.search(name):
        name = one_line(re.sub(r"[.:/@]", " ", name))
    return name[:LONGEST_VALUE]


def _apart(value: str, words: Catalogue) -> str:
    """Set a value apart in plain text, where its direction may differ from the sentence's."""
    return f"\u2068{value}\u2069" if words.direction == "rtl" else value


def _rich(values: Mapping[str, str]) -> dict[str, str]:
    return {name: f"<bdi>{escape(value)}</bdi>" for name, value in values.items()}


def _wrapped(paragraph: str) -> str:
    return textwrap.fill(paragraph, LINE, break_long_words=False, break_on_hyphens=False)


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader(__package__ or "", "templates"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters["wrapped"] = _wrapped
    return templates
