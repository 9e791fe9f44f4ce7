"""One generation of the index: a Tantivy index a shelf, a writer each, and what they hold now."""

import json
from collections.abc import Iterable
from pathlib import Path

import tantivy

from streamverse.adapters.search.schema import build_schema, tantivy_document
from streamverse.domains.search.public import Batch, Document, Shelf

ALL_IN_ONE = 1
"""Threads that write: the words are ready, one keeps up with whoever makes them."""


class Generation:
    """Blocking calls: to be made from threads, those that write from one alone."""

    def __init__(self, folder: Path, memory_bytes: int) -> None:
        """Open the generation in `folder`, or make an empty one."""
        self.folder = folder
        self.schema = build_schema()
        self._memory_bytes = memory_bytes
        self._indexes: dict[Shelf, tantivy.Index] = {}
        self._writers: dict[Shelf, tantivy.IndexWriter] = {}
        self.searchers: dict[Shelf, tantivy.Searcher] = {}
        for shelf in Shelf:
            path = folder / shelf
            path.mkdir(exist_ok=True)
            index = tantivy.Index(self.schema, path=str(path))
            index.config_reader("manual")
            self._indexes[shelf] = index
            self.searchers[shelf] = index.searcher()

    @property
    def documents(self) -> int:
        """How many documents there are on all shelves."""
        return sum(searcher.num_docs for searcher in self.searchers.values())

    def add(self, documents: Iterable[Document]) -> None:
        """Put documents in; nobody finds them before `commit`."""
        for document in documents:
            data = json.dumps(document.data, ensure_ascii=False, separators=(",", ":")).encode()
            self._writer(document.shelf).add_document(tantivy_document(document, data, self.schema))

    def apply(self, batch: Batch) -> None:
        """Take documents out and put others in, then show it."""
        for shelf, name, word in batch.remove:
            self._writer(shelf).delete_documents_by_term(name, word)
        self.add(batch.add)
        self.commit()

    def commit(self) -> None:
        """Show what was written."""
        for shelf, writer in self._writers.items():
            writer.commit()
            self._indexes[shelf].reload()
            self.searchers[shelf] = self._indexes[shelf].searcher()

    def close(self) -> None:
        """Let go of the writers, once what they merge is merged."""
        while self._writers:
            _, writer = self._writers.popitem()
            writer.wait_merging_threads()

    def _writer(self, shelf: Shelf) -> tantivy.IndexWriter:
        if shelf not in self._writers:
            index = self._indexes[shelf]
            self._writers[shelf] = index.writer(self._memory_bytes, ALL_IN_ONE)
        return self._writers[shelf]
