"""What is found, as documents of the index: pure, from what the other domains tell."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from streamverse.domains.catalog.public import (
    FindableEpisode,
    FindablePerson,
    FindableTitle,
    Platform,
)
from streamverse.domains.channels.public import ChannelCard
from streamverse.domains.search import fields
from streamverse.domains.search.fields import Shelf
from streamverse.domains.search.moments import Moment
from streamverse.domains.search.names import (
    NameWords,
    label_words,
    name_words,
    plain_names,
    text_words,
)
from streamverse.domains.search.places import Territories
from streamverse.domains.search.ports import Document, Value
from streamverse.domains.search.standing import ALL, Standing

SHORT_SECONDS = 20 * 60
MEDIUM_SECONDS = 60 * 60
SHOWN_SIGNS = 400
SHOWN_PEOPLE = 12
EPISODE_WEIGHT = 0.6
MOMENT_WEIGHT = 0.5
FIRST_DAY = date(1970, 1, 1).toordinal()

Fields = dict[str, Value | list[str] | list[Any]]


def title_document(title: FindableTitle, standing: Standing) -> Document:
    """Return a title's document."""
    names = [(each.name, each.language) for each in title.texts if each.name]
    people = [name for each in title.credits for name in (*each.names, each.character) if name]
    labels = [name for each in _labels(title) for name in each.names]
    filled: Fields = {
        fields.KEY: f"title:{title.id}",
        fields.TITLE: str(title.id),
        fields.TYPE: "title",
        **_named(name_words(names)),
        fields.PEOPLE: plain_names(people),
        fields.LABEL: label_words((*labels, title.kind)),
        fields.TEXT: [
            text_words(f"{each.tagline} {each.synopsis}", each.language)
            for each in title.texts
            if each.tagline or each.synopsis
        ],
        fields.KIND: title.kind,
        **_sorted_by(title),
        **standing.fields(),
    }
    first = title.texts[0]
    data = {
        "type": "title",
        "id": str(title.id),
        "slug": title.slug,
        "kind": title.kind,
        "name": title.name,
        "names": {each.language: each.name for each in title.texts if each.language and each.name},
        "year": title.year,
        "tagline": first.tagline[:SHOWN_SIGNS],
        "synopsis": first.synopsis[:SHOWN_SIGNS],
        "people": people[:SHOWN_PEOPLE],
        "image": title.picture.url,
        "color": title.picture.color,
        "genres": [each.slug for each in title.genres],
        "tags": [each.slug for each in title.tags],
        "person_ids": [str(each.person_id) for each in title.credits],
        "standing": standing.digest,
    }
    return Document(Shelf.WORKS, filled, data)


def episode_document(title: FindableTitle, episode: FindableEpisode, shared: Fields) -> Document:
    """Return an episode's document; it is found wherever its series is, by what they `shared`."""
    names = [(each.name, each.language) for each in episode.texts if each.name]
    synopses = [
        text_words(each.synopsis, each.language or title.original_language)
        for each in episode.texts
        if each.synopsis
    ]
    first = episode.texts[0]
    filled: Fields = {
        **shared,
        fields.KEY: f"episode:{episode.id}",
        fields.TYPE: "episode",
        **_named(name_words(names, has_edges=False)),
        fields.TEXT: synopses,
        fields.DATE: _day(episode.released_on, title.listed_at),
        fields.WEIGHT: EPISODE_WEIGHT * weight_of(title.popularity),
    }
    if episode.runtime_seconds:
        filled[fields.LENGTH] = length_of(episode.runtime_seconds)
    data = {
        "type": "episode",
        "id": str(episode.id),
        "title_id": str(title.id),
        "slug": title.slug,
        "kind": title.kind,
        "title": title.name,
        "season": episode.season,
        "number": episode.number,
        "name": first.name,
        "synopsis": first.synopsis[:SHOWN_SIGNS],
        "image": episode.picture.url or title.picture.url,
        "color": episode.picture.color or title.picture.color,
    }
    return Document(Shelf.PARTS, filled, data)


def moment_document(title: FindableTitle, moment: Moment, shared: Fields) -> Document:
    """Return the document of something that is said, or of a chapter."""
    filled: Fields = {
        **shared,
        fields.KEY: f"moment:{moment.asset_id}:{moment.start_seconds:.0f}:{moment.language}",
        fields.TYPE: "moment",
        fields.TEXT: text_words(moment.text, moment.language),
        fields.STARTS: int(moment.start_seconds),
        fields.WEIGHT: MOMENT_WEIGHT,
    }
    if moment.is_chapter:
        filled[fields.NAME] = name_words([(moment.text, moment.language)], has_edges=False).name
    episode = moment.episode
    data = {
        "type": "moment",
        "title_id": str(title.id),
        "slug": title.slug,
        "kind": title.kind,
        "title": title.name,
        "asset_id": str(moment.asset_id),
        "start": moment.start_seconds,
        "text": moment.text[:SHOWN_SIGNS],
        "language": moment.language,
        "is_chapter": moment.is_chapter,
        "cues": [[start, words] for start, words in moment.cues],
        "image": (episode and episode.picture.url) or title.picture.url,
        "color": title.picture.color,
        "episode": {
            "id": str(episode.id),
            "season": episode.season,
            "number": episode.number,
            "name": episode.texts[0].name,
        }
        if episode
        else None,
    }
    return Document(Shelf.PARTS, filled, data)


def person_document(person: FindablePerson, standing: Standing) -> Document:
    """Return a person's document."""
    filled: Fields = {
        fields.KEY: f"person:{person.id}",
        fields.TYPE: "person",
        **_named(name_words((name, "") for name in person.names)),
        fields.TEXT: text_words(person.biography, ""),
        fields.POPULARITY: float(len(person.title_ids)),
        fields.WEIGHT: weight_of(len(person.title_ids)),
        fields.DATE: 0,
        **standing.fields(),
    }
    data = {
        "type": "person",
        "id": str(person.id),
        "slug": person.slug,
        "name": person.names[0],
        "synopsis": person.biography[:SHOWN_SIGNS],
        "image": person.picture.url,
        "color": person.picture.color,
        "title_ids": [str(each) for each in person.title_ids],
    }
    return Document(Shelf.WORKS, filled, data)


def channel_document(channel: ChannelCard) -> Document:
    """Return a channel's document; a private one is for its members."""
    audience = ALL if channel.is_public else f"channel:{channel.id}"
    everywhere = {platform.value: Territories(is_all_but=True) for platform in Platform}
    min_age = 0 if channel.is_for_kids else None
    standing = Standing(everywhere, min_age, frozenset({audience}))
    filled: Fields = {
        fields.KEY: f"channel:{channel.id}",
        fields.TYPE: "channel",
        **_named(name_words([(channel.name, ""), (channel.handle, "")])),
        fields.TEXT: text_words(channel.description, ""),
        fields.POPULARITY: float(channel.follower_count),
        fields.WEIGHT: weight_of(channel.follower_count),
        fields.DATE: 0,
        **standing.fields(),
    }
    data = {
        "type": "channel",
        "id": str(channel.id),
        "handle": channel.handle,
        "name": channel.name,
        "synopsis": channel.description[:SHOWN_SIGNS],
        "image": channel.avatar_url or "",
        "color": channel.accent,
        "is_public": channel.is_public,
    }
    return Document(Shelf.WORKS, filled, data)


def length_of(seconds: float) -> str:
    """Return how long something is, in a word."""
    if seconds < SHORT_SECONDS:
        return "short"
    return "medium" if seconds < MEDIUM_SECONDS else "long"


def weight_of(popularity: float) -> float:
    """Return what a score is multiplied with: at the most doubled, by what millions watch."""
    return 1.0 + min(1.0, math.log10(1.0 + max(0.0, popularity)) / 6.0)


def _named(words: NameWords) -> Mapping[str, Any]:
    return {
        fields.NAME: words.name,
        fields.EXACT: sorted(words.exact),
        fields.EDGE: sorted(words.edge),
        fields.STEM: " ".join(words.stem),
        fields.SOUND: " ".join(words.sound),
        fields.LATIN_SOUND: " ".join(words.latin_sound),
    }


def _sorted_by(title: FindableTitle) -> Fields:
    """Return what titles, and parts of them, are filtered and sorted by."""
    spoken = (*title.languages, title.original_language)
    languages = dict.fromkeys(each.partition("-")[0].lower() for each in spoken if each)
    filled: Fields = {
        fields.GENRE: [each.slug for each in title.genres],
        fields.TAG: [each.slug for each in title.tags],
        fields.LANGUAGE: list(languages),
        fields.ACCESS: sorted(
            {each.monetisation for each in title.windows if not each.is_blackout}
        ),
        fields.PERSON: [str(each.person_id) for each in title.credits],
        fields.POPULARITY: float(title.popularity),
        fields.WEIGHT: weight_of(title.popularity),
        fields.DATE: _day(title.released_on, title.listed_at),
    }
    if title.year is not None:
        filled[fields.YEAR] = title.year
    if title.channel_id is not None:
        filled[fields.CHANNEL] = str(title.channel_id)
    if title.runtime_seconds:
        filled[fields.LENGTH] = length_of(title.runtime_seconds)
    return filled


def _shared(title: FindableTitle, standing: Standing) -> Fields:
    """Return what a title's parts have of it, worked out once for all of them."""
    return {
        fields.TITLE: str(title.id),
        fields.KIND: title.kind,
        **_sorted_by(title),
        **standing.fields(),
    }


def _labels(title: FindableTitle) -> Sequence[Any]:
    category = [title.category] if title.category else []
    return [*title.genres, *title.tags, *category]


def _day(released_on: date | None, listed_at: datetime) -> int:
    """Return a day to sort by: the release's, else when it was listed; days since 1970."""
    return (released_on or listed_at.date()).toordinal() - FIRST_DAY


def documents_of(
    title: FindableTitle, standing: Standing, moments: Iterable[Moment]
) -> list[Document]:
    """Return all documents of a title; none when nobody may find it."""
    if not standing.can_be_found:
        return []
    shared = _shared(title, standing)
    return [
        title_document(title, standing),
        *(episode_document(title, each, shared) for each in title.episodes),
        *(moment_document(title, each, shared) for each in moments),
    ]
