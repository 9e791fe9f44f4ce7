"""The moments of one title: its chapters, or where something is said."""

from streamverse.domains.search import fields
from streamverse.domains.search.analysis.marking import Marker, pieces_of
from streamverse.domains.search.answers import Answers
from streamverse.domains.search.fields import Shelf
from streamverse.domains.search.lookups import Everything, Lookup, OneOf
from streamverse.domains.search.planning.asked import asked_of
from streamverse.domains.search.planning.words import Reading, lookup_of
from streamverse.domains.search.schemas import FoundType, MomentItem, MomentsBody
from streamverse.domains.search.service.finding.items import as_pieces, episode_of, moment_of
from streamverse.domains.search.service.similar import title_hit
from streamverse.domains.search.tongues import Tongues
from streamverse.domains.search.viewing import Viewing
from streamverse.kit.db import ReadSession
from streamverse.kit.services import Services


async def title_moments(
    services: Services,
    session: ReadSession,
    viewing: Viewing,
    id_or_slug: str,
    typed: str,
    limit: int,
) -> MomentsBody:
    """Return moments; without words all of them, in their order. Raises TitleNotThere."""
    answers = services.get(Answers)
    hit = await title_hit(session, answers, viewing, id_or_slug)
    asked = asked_of(typed)
    if asked.text and not asked.has_words:
        return MomentsBody(items=[], total=0)
    tongues = services.get(Tongues)
    languages = await tongues.of(asked.words, viewing.language)
    words: Lookup = Everything()
    marker = None
    if asked.has_words:
        words = lookup_of(asked, Reading(languages, tongues.synonyms))
        marker = Marker.of(asked.words, languages, is_open=asked.is_open, is_loose=False)
    of_title = OneOf(fields.TITLE, (hit.data["id"],))
    lookup = viewing.only(words, of_title, types=(FoundType.MOMENT.value,))
    order = "relevance" if asked.has_words else "position"
    found = await answers.find(Shelf.PARTS, lookup, limit=limit, order=order)
    items: dict[tuple[str, float], MomentItem] = {}
    for each in found.hits:
        moment = moment_of(each.data, marker)
        pieces = pieces_of(moment.text, marker) if marker else None
        item = MomentItem(
            **moment.model_dump(),
            episode=episode_of(each.data["episode"]),
            highlights=as_pieces(pieces or []),
        )
        items.setdefault((str(moment.asset_id), moment.start_seconds), item)
    return MomentsBody(items=list(items.values()), total=found.total)
