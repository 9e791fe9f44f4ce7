"""Lookups as Tantivy's queries."""

from collections.abc import Iterable

from tantivy import FieldType, Occur, Query, Schema

from streamverse.domains.search.public import lookups

TIE_BREAKER = 0.1
LONGEST_TERM = 60


def query_of(schema: Schema, lookup: lookups.Lookup) -> Query:  # noqa: C901, PLR0911 - one line a kind
    """Return what Tantivy searches with."""
    match lookup:
        case lookups.Everything():
            return Query.const_score_query(Query.all_query(), 0.0)
        case lookups.Term(name, word, boost):
            return _boosted(Query.term_query(schema, name, word), boost)
        case lookups.OneOf(name, words):
            return _one_of(schema, name, words)
        case lookups.Prefix(name, start, boost):
            query = Query.fuzzy_term_query(schema, name, start, 0, prefix=True)
            return _boosted(query, boost)
        case lookups.Near(name, word, edits, boost):
            return _boosted(Query.fuzzy_term_query(schema, name, word[:LONGEST_TERM], edits), boost)
        case lookups.Phrase(name, words, boost, slop):
            return _boosted(_phrase(schema, name, words, slop), boost)
        case lookups.Between(name, low, high):
            return _between(schema, name, low, high)
        case lookups.Best(parts):
            queries = [query_of(schema, part) for part in parts]
            return Query.disjunction_max_query(queries, TIE_BREAKER)
        case lookups.Flat(part, score):
            return Query.const_score_query(query_of(schema, part), score)
        case lookups.Both():
            return _both(schema, lookup)


def _both(schema: Schema, lookup: lookups.Both) -> Query:
    clauses = [
        *_clauses(schema, Occur.Must, lookup.must),
        *_clauses(schema, Occur.Should, lookup.should),
        *_clauses(schema, Occur.MustNot, lookup.never),
    ]
    if not lookup.must and not lookup.should:
        clauses.append((Occur.Must, Query.const_score_query(Query.all_query(), 0.0)))
    return Query.boolean_query(clauses)


def _clauses(
    schema: Schema, occur: Occur, parts: Iterable[lookups.Lookup]
) -> list[tuple[Occur, Query]]:
    return [(occur, query_of(schema, part)) for part in parts]


def _one_of(schema: Schema, name: str, words: tuple[str, ...]) -> Query:
    """Return a union that can be skipped through, where a set of terms would be gathered first."""
    terms = [
        (Occur.Should, Query.term_query(schema, name, word, index_option="basic")) for word in words
    ]
    union = terms[0][1] if len(terms) == 1 else Query.boolean_query(terms)
    return Query.const_score_query(union, 0.0)


def _phrase(schema: Schema, name: str, words: tuple[str, ...], slop: int) -> Query:
    if len(words) == 1:
        return Query.term_query(schema, name, words[0])
    return Query.phrase_query(schema, name, list(words), slop)


def _between(schema: Schema, name: str, low: int | None, high: int | None) -> Query:
    query = Query.range_query(schema, name, FieldType.Integer, lower_bound=low, upper_bound=high)
    return Query.const_score_query(query, 0.0)


def _boosted(query: Query, boost: float) -> Query:
    return query if boost == 1.0 else Query.boost_query(query, boost)
