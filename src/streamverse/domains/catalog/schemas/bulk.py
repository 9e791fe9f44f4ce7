"""Work on many titles, as JSON."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from streamverse.domains.catalog.schemas.fields import PRINTABLE, Year

RunKind = Literal["import", "export", "batch"]
RunState = Literal["queued", "running", "done", "failed", "cancelled", "undoing", "undone"]
Outcome = Literal["created", "changed", "unchanged", "skipped", "failed", "undone", "conflict"]
TableFormat = Literal["csv", "json", "jsonl"]
ColumnName = Annotated[str, StringConstraints(max_length=200)]
Word = Annotated[str, StringConstraints(max_length=80, pattern=PRINTABLE)]
FieldName = Annotated[str, StringConstraints(max_length=60)]


class TableOptions(BaseModel):
    """How a file is written; what is left out is found out."""

    format: TableFormat | None = None
    encoding: Annotated[str, StringConstraints(max_length=20)] = ""
    delimiter: Annotated[str, StringConstraints(max_length=1)] = ""


class ImportOptions(TableOptions):
    """How a table is imported."""

    mapping: dict[ColumnName, FieldName] | None = Field(
        default=None, description='which field each column is, "" for none; guessed when left out'
    )
    is_dry_run: bool = Field(default=False, description="say what would be done, and do nothing")
    on_missing: Literal["create", "skip"] = Field(
        default="create", description="what to do with rows that no title answers to"
    )
    on_existing: Literal["update", "skip"] = Field(
        default="update", description="what to do with rows whose title is there"
    )
    is_clearing: bool = Field(
        default=False, description="empty cells empty the field; else they leave it as it is"
    )
    files: dict[str, UUID] = Field(
        default_factory=dict[str, UUID],
        description="by what the column `file` says, the asset that was uploaded for it",
    )


class FieldBody(BaseModel):
    """A field that a column can be."""

    name: str
    is_list: bool


class InspectionBody(BaseModel):
    """What a file looks like before anything is done with it."""

    format: TableFormat
    encoding: str
    delimiter: str
    columns: list[str]
    mapping: dict[str, str] = Field(description='the guess: a field for each column, or ""')
    sample: list[dict[str, Any]]
    fields: list[FieldBody]
    encodings: list[str]
    size_bytes: int


class RunBody(BaseModel):
    """One import, export or batch edit."""

    id: UUID
    kind: RunKind
    state: RunState
    is_dry_run: bool
    file_name: str
    format: str
    options: dict[str, Any]
    total: int | None
    done: int
    created: int
    changed: int
    unchanged: int
    failed: int
    undone: int
    conflicts: int
    problem: str
    eta_seconds: int | None
    is_undoable: bool
    asked_by: UUID
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class ProblemBody(BaseModel):
    """What is wrong with a row; `column` is "" where it is the whole of it."""

    column: str
    message: str


class LineBody(BaseModel):
    """What became of one row."""

    number: int
    outcome: Outcome
    name: str
    title_id: UUID | None
    slug: str | None = Field(description="the title's address, while there is one")
    version_before: int | None
    version_after: int | None
    problems: list[ProblemBody]


class TitleFilter(BaseModel):
    """Which titles: those with these ids, or all that fit."""

    ids: list[UUID] | None = Field(default=None, max_length=10_000)
    kind: list[Word] = Field(default_factory=list[str], max_length=10)
    state: list[Word] = Field(default_factory=list[str], max_length=10)
    genre: Word = ""
    category: Word = ""
    tag: Word = ""
    channel: UUID | None = None
    year: Year | None = None
    q: Annotated[str, StringConstraints(max_length=200, pattern=PRINTABLE)] = ""


class ExportInput(BaseModel):
    """An export: titles with their episodes, as an import takes them."""

    format: Literal["csv", "json"] = "csv"
    filter: TitleFilter = Field(default_factory=TitleFilter)


class BatchChange(BaseModel):
    """What shall change in every title: a field's new value, what joins a list, what leaves it."""

    set: dict[FieldName, Any] = Field(default_factory=dict[str, Any], max_length=60)
    add: dict[FieldName, list[Any]] = Field(default_factory=dict[str, list[Any]], max_length=20)
    remove: dict[FieldName, list[Any]] = Field(default_factory=dict[str, list[Any]], max_length=20)


class BatchInput(BaseModel):
    """A batch edit: of titles by their ids, or of all that a filter leaves."""

    ids: list[UUID] | None = Field(default=None, max_length=10_000)
    filter: TitleFilter | None = None
    change: BatchChange
    comment: Annotated[str, StringConstraints(max_length=500)] = ""


class FieldChange(BaseModel):
    """One field of one title, before and after."""

    field: str
    before: Any
    after: Any


class ChangeSample(BaseModel):
    """What a batch edit would do to one title."""

    title_id: UUID
    slug: str
    name: str
    changes: list[FieldChange]
    problems: list[ProblemBody]


class BatchPreview(BaseModel):
    """What a batch edit would do: to how many titles, and to the first of them in detail."""

    count: int
    sample: list[ChangeSample]


class WatchedFileBody(BaseModel):
    """A film that lay in the watch folder. `path` is below the folder."""

    path: str
    size_bytes: int
    modified_at: datetime
    seen_at: datetime
    state: Literal["waiting", "taking", "taken", "failed"]
    asset_id: UUID | None
    title_id: UUID | None
    problem: str


class WatchFolderBody(BaseModel):
    """The watch folder: whether there is one, and what lay in it, the newest first."""

    is_watched: bool
    problem: str
    items: list[WatchedFileBody]
    next_cursor: str | None = None


class WatchedFileInput(BaseModel):
    """A film of the watch folder to try once more."""

    path: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
