"""The search index in the data folder: Tantivy behind a few threads, since its calls block."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, cast

import tantivy

from streamverse.adapters.search import folders
from streamverse.adapters.search.generation import Generation
from streamverse.adapters.search.queries import query_of
from streamverse.adapters.search.schema import DATA
from streamverse.domains.search.public import (
    Batch,
    Document,
    Found,
    Hit,
    IndexNotReady,
    IndexState,
    Order,
    Shelf,
    Tally,
    fields,
    lookups,
)
from streamverse.kit.log import logger

MB = 1_000_000
LIVE_MEMORY_BYTES = 16 * MB
READERS = 3
SORTS = {
    "popularity": (fields.POPULARITY, tantivy.Order.Desc, 1),
    "newest": (fields.DATE, tantivy.Order.Desc, 1),
    "oldest": (fields.DATE, tantivy.Order.Asc, -1),
    "position": (fields.STARTS, tantivy.Order.Asc, -1),
}
T = TypeVar("T")

log = logger(__name__)


class TantivyIndex:
    """One process's index. Fits the port `SearchIndex`."""

    def __init__(self, slot: Path, memory_mb: int) -> None:
        """Keep generations in `slot`; a rebuild may use so much memory a shelf."""
        self._slot = slot
        self._build_bytes = memory_mb * MB
        self._live: Generation | None = None
        self._state = IndexState(is_ready=False, engine="embedded (Tantivy)")
        self._readers = ThreadPoolExecutor(READERS, "search-read")
        self._writer = ThreadPoolExecutor(1, "search-write")
        self._building = asyncio.Lock()

    @property
    def state(self) -> IndexState:
        """How the index is."""
        return self._state

    async def open(self) -> None:
        """Open the generation that answered last; without one that can be used, be not ready."""
        await self._on(self._writer, self._open)

    async def close(self) -> None:
        """Stop answering."""
        await self._on(self._writer, self._close)
        self._readers.shutdown()
        self._writer.shutdown()

    async def find(
        self,
        shelf: Shelf,
        lookup: lookups.Lookup,
        *,
        limit: int,
        order: Order = "relevance",
        offset: int = 0,
        counts: bool = True,
    ) -> Found:
        """Return hits in an order."""
        return await self._ask(
            lambda live: _find(live, shelf, lookup, limit, order, offset, counts)
        )

    async def tally(
        self, shelf: Shelf, lookup: lookups.Lookup, fields: Sequence[str], size: int
    ) -> dict[str, Tally]:
        """Count the values of some fields."""
        return await self._ask(lambda live: _tally(live, shelf, lookup, fields, size))

    async def frequencies(self, shelf: Shelf, field: str, words: Sequence[str]) -> dict[str, int]:
        """Return in how many documents each word is."""

        def count(live: Generation) -> dict[str, int]:
            searcher = live.searchers[shelf]
            return {word: searcher.doc_freq(field, word) for word in words}

        return await self._ask(count)

    async def apply(self, batch: Batch, position: str) -> None:
        """Change the generation that answers."""

        def change() -> None:
            live = self._require_live()
            if batch.remove or batch.add:
                live.apply(batch)
            known = folders.GenerationState(fields.VERSION, position, self._state.built_from)
            folders.write_state(live.folder, known)
            self._state = replace(
                self._state,
                documents=live.documents,
                position=position,
                commits=self._state.commits + 1,
            )

        await self._guarded(self._writer, change)

    @asynccontextmanager
    async def building(self) -> AsyncGenerator["TantivyBuilder"]:
        """Give a new generation; one rebuild runs at a time."""
        async with self._building:
            made = await self._on(self._writer, self._begin)
            self._state = replace(self._state, is_building=True, progress=0.0, problem="")
            try:
                yield TantivyBuilder(self, made)
            finally:
                if made is not self._live:
                    await self._on(self._writer, lambda: self._discard(made))
                self._state = replace(self._state, is_building=False)

    def tell(self, progress: float, problem: str = "") -> None:
        """Say how far a rebuild is."""
        self._state = replace(self._state, progress=progress, problem=problem)

    async def write(self, work: Callable[[], T]) -> T:
        """Run work of a builder where all writing is done."""
        return await self._on(self._writer, work)

    def swap(self, made: Generation, known: folders.GenerationState) -> None:
        """Let a generation answer. Called where all writing is done."""
        made.commit()
        made.close()
        folders.write_state(made.folder, known)
        folders.make_current(self._slot, made.folder)
        before, self._live = self._live, Generation(made.folder, LIVE_MEMORY_BYTES)
        self._note_live(known)
        if before is not None:
            before.close()
        folders.sweep(self._slot, keep=made.folder)

    def _open(self) -> None:
        generation = folders.current_generation(self._slot)
        state = folders.read_state(generation) if generation else None
        if generation is None or state is None or state.version != fields.VERSION:
            return
        try:
            self._live = Generation(generation, LIVE_MEMORY_BYTES)
        except (ValueError, OSError) as error:
            log.warning("search_index_broken", error=repr(error))
            self._state = replace(self._state, problem="the index could not be opened")
            return
        self._note_live(state)
        folders.sweep(self._slot, keep=generation)

    def _note_live(self, known: folders.GenerationState) -> None:
        assert self._live is not None
        self._state = replace(
            self._state,
            is_ready=True,
            progress=1.0,
            problem="",
            generation=folders.number_of(self._live.folder),
            documents=self._live.documents,
            size_bytes=folders.size_of(self._live.folder),
            position=known.position,
            built_from=known.built_from,
            commits=self._state.commits + 1,
        )

    def _close(self) -> None:
        if self._live is not None:
            self._live.close()
            self._live = None
        self._state = replace(self._state, is_ready=False)

    def _begin(self) -> Generation:
        folders.sweep(self._slot, keep=self._live.folder if self._live else None)
        return Generation(folders.new_generation(self._slot), self._build_bytes)

    def _discard(self, made: Generation) -> None:
        made.close()
        folders.sweep(self._slot, keep=self._live.folder if self._live else None)

    def _require_live(self) -> Generation:
        if self._live is None:
            raise IndexNotReady
        return self._live

    async def _ask(self, question: Callable[[Generation], T]) -> T:
        live = self._require_live()
        return await self._guarded(self._readers, lambda: question(live))

    async def _guarded(self, pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        """Run work; an index that breaks under it stops answering, and is built anew."""
        try:
            return await self._on(pool, work)
        except (ValueError, OSError) as error:
            log.exception("search_index_broke", exc_info=error)
            self._live = None
            self._state = replace(self._state, is_ready=False, problem="the index broke")
            raise IndexNotReady from error

    @staticmethod
    async def _on(pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, work)


class TantivyBuilder:
    """A generation in the making. Fits the port `Builder`."""

    def __init__(self, index: TantivyIndex, made: Generation) -> None:
        """Build `made`, for `index` to answer by."""
        self._index = index
        self._made = made

    async def add(self, documents: Iterable[Document]) -> None:
        """Put documents in."""
        kept = list(documents)
        await self._index.write(lambda: self._made.add(kept))

    async def apply(self, batch: Batch) -> None:
        """Change what was put in."""
        await self._index.write(lambda: self._made.apply(batch))

    async def publish(self, position: str, built_from: str) -> None:
        """Let this generation answer from now on."""
        known = folders.GenerationState(fields.VERSION, position, built_from)
        await self._index.write(lambda: self._index.swap(self._made, known))


def _find(
    live: Generation,
    shelf: Shelf,
    lookup: lookups.Lookup,
    limit: int,
    order: Order,
    offset: int,
    counts: bool,  # noqa: FBT001 - the port's keyword
) -> Found:
    searcher = live.searchers[shelf]
    query = query_of(live.schema, lookup)
    if limit == 0:
        return Found(total=searcher.search(query, 1, count=True).count)  # type: ignore[attr-defined]
    if order == "relevance":
        found = searcher.search(query, limit, counts, offset=offset, weight_by_field=fields.WEIGHT)
        sign = 1
    else:
        name, direction, sign = SORTS[order]
        found = searcher.search(
            query, limit, counts, order_by_field=name, offset=offset, order=direction
        )
    hits = tuple(
        Hit(sign * float(value or 0), shelf, _data(searcher.doc(address)))
        for value, address in found.hits
    )
    return Found(hits, int(getattr(found, "count", 0) or 0))


def _data(document: tantivy.Document) -> dict[str, Any]:
    kept: bytes = document.get_first(DATA) or b"{}"
    return json.loads(kept)


def _tally(
    live: Generation, shelf: Shelf, lookup: lookups.Lookup, names: Sequence[str], size: int
) -> dict[str, Tally]:
    asked: dict[str, Any] = {name: {"terms": {"field": name, "size": size}} for name in names}
    query = query_of(live.schema, lookup)
    answer = cast("dict[str, Any]", live.searchers[shelf].aggregate(query, asked))  # pyright: ignore[reportUnknownMemberType] - a bare dict
    return {name: Tally(tuple(_counts(answer[name]))) for name in names}


def _counts(aggregate: dict[str, Any]) -> Iterable[tuple[str, int]]:
    for bucket in aggregate["buckets"]:
        key = bucket["key"]
        yield str(int(key) if isinstance(key, float) else key), int(bucket["doc_count"])
