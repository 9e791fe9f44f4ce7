"""The embedded search index: what it finds, and what it survives."""

import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from streamverse.adapters.search import folders, open_search
from streamverse.adapters.search.tantivy_index import TantivyIndex
from streamverse.domains.search.public import (
    Batch,
    Document,
    IndexNotReady,
    SearchIndex,
    Shelf,
    fields,
    lookups,
)
from streamverse.kit.settings import Settings

KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from streamverse.adapters.search.tantivy_index import TantivyIndex
sys.path.insert(0, {tests!r})
from test_search import document

async def work():
    index = TantivyIndex(Path({slot!r}), 16)
    await index.open()
    async with index.building() as builder:
        await builder.add([document("two")])
        if {is_applying}:
            await builder.publish("p2", "b2")
            await index.apply(batch("three"), "p3")
        os.kill(os.getpid(), signal.SIGKILL)

def batch(name):
    from streamverse.domains.search.public import Batch
    return Batch(add=(document(name),))

asyncio.run(work())
"""


def document(name: str, **facts: object) -> Document:
    """Return a small document."""
    filled = {
        fields.KEY: f"title:{name}",
        fields.TYPE: "title",
        fields.NAME: [name],
        fields.DATE: 1,
        fields.POPULARITY: 1.0,
        fields.WEIGHT: 1.0,
    }
    return Document(Shelf.WORKS, {**filled, **facts}, {"id": name})  # type: ignore[arg-type]


@asynccontextmanager
async def opened(slot: Path) -> AsyncGenerator[TantivyIndex]:
    """Open the index of a slot."""
    slot.mkdir(exist_ok=True)
    index = TantivyIndex(slot, 16)
    await index.open()
    try:
        yield index
    finally:
        await index.close()


async def build(index: SearchIndex, *documents: Document) -> None:
    """Let an index hold these documents."""
    async with index.building() as builder:
        await builder.add(documents)
        await builder.publish("p1", "b1")


async def everything(index: SearchIndex) -> set[str]:
    """Return what an index holds."""
    found = await index.find(Shelf.WORKS, lookups.Everything(), limit=50, order="newest")
    return {hit.data["id"] for hit in found.hits}


class TestAnIndex:
    async def test_has_nothing_to_ask_before_it_was_built(self, tmp_path: Path) -> None:
        async with opened(tmp_path / "slot") as index:
            assert not index.state.is_ready
            with pytest.raises(IndexNotReady):
                await everything(index)

    async def test_holds_what_was_put_in_after_a_restart(self, tmp_path: Path) -> None:
        async with opened(tmp_path / "slot") as index:
            await build(index, document("one"))
            remove = ((Shelf.WORKS, fields.KEY, "title:one"),)
            await index.apply(Batch(remove, (document("two"), document("three"))), "p2")
            assert await everything(index) == {"two", "three"}
        async with opened(tmp_path / "slot") as index:
            assert index.state.position == "p2"
            assert index.state.built_from == "b1"
            assert await everything(index) == {"two", "three"}

    async def test_throws_away_what_was_not_published(self, tmp_path: Path) -> None:
        async with opened(tmp_path / "slot") as index:
            await build(index, document("one"))
            async with index.building() as builder:
                await builder.add([document("two")])
            assert await everything(index) == {"one"}
            assert len(list((tmp_path / "slot").glob("gen-*"))) == 1

    async def test_counts_sorts_and_skips(self, tmp_path: Path) -> None:
        async with opened(tmp_path / "slot") as index:
            await build(
                index,
                *(
                    document(f"d{number}", **{fields.DATE: number, fields.KIND: "movie"})
                    for number in range(5)
                ),
            )
            found = await index.find(
                Shelf.WORKS, lookups.Everything(), limit=2, order="newest", offset=1
            )
            assert [hit.data["id"] for hit in found.hits] == ["d3", "d2"]
            assert found.total == 5
            oldest = await index.find(Shelf.WORKS, lookups.Everything(), limit=1, order="oldest")
            assert oldest.hits[0].data["id"] == "d0"
            tally = await index.tally(Shelf.WORKS, lookups.Everything(), [fields.KIND], 5)
            assert tally[fields.KIND].values == (("movie", 5),)
            often = await index.frequencies(Shelf.WORKS, fields.NAME, ["d1", "nobody"])
            assert often == {"d1": 1, "nobody": 0}


class TestAfterACrash:
    @pytest.mark.parametrize("is_applying", [False, True])
    async def test_by_kill_the_last_whole_generation_answers(
        self, tmp_path: Path, *, is_applying: bool
    ) -> None:
        slot = tmp_path / "slot"
        async with opened(slot) as index:
            await build(index, document("one"))
        code = KILLED.format(
            tests=str(Path(__file__).parent), slot=str(slot), is_applying=is_applying
        )
        killed = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: ASYNC221
        assert killed.returncode == -signal.SIGKILL
        async with opened(slot) as index:
            assert index.state.is_ready
            assert await everything(index) == ({"two", "three"} if is_applying else {"one"})
            assert index.state.position == ("p3" if is_applying else "p1")
            assert len(list(slot.glob("gen-*"))) == 1

    @pytest.mark.parametrize("damage", ["meta", "segment", "state", "version", "gone"])
    async def test_a_broken_index_is_known_to_be_none(self, tmp_path: Path, damage: str) -> None:
        slot = tmp_path / "slot"
        async with opened(slot) as index:
            await build(index, document("one"))
        generation = folders.current_generation(slot)
        assert generation is not None
        if damage == "meta":
            (generation / "works" / "meta.json").write_text("{")
        elif damage == "segment":
            for each in (generation / "works").glob("*.store"):
                each.write_bytes(b"\0" * 10)
        elif damage == "state":
            (generation / "state.json").write_text("")
        elif damage == "version":
            folders.write_state(generation, folders.GenerationState(0, "p1", "b1"))
        else:
            shutil.rmtree(generation)
        async with opened(slot) as index:
            if index.state.is_ready:
                with pytest.raises(IndexNotReady):
                    await everything(index)
            assert not index.state.is_ready
            await build(index, document("two"))
            assert await everything(index) == {"two"}


class TestSeveralProcesses:
    async def test_on_one_folder_have_an_index_each(self, settings: Settings) -> None:
        async with open_search(settings) as one, open_search(settings) as other:
            await build(one, document("one"))
            assert not other.state.is_ready
        known = folders.index_in_words(settings.data / "search")
        assert known is not None
        assert known.is_current
        async with open_search(settings) as again:
            assert again.state.is_ready, "the same one again after a restart"
