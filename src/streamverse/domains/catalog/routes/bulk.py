"""Imports, exports and batch edits over HTTP. What was asked for is a run."""

from collections.abc import AsyncIterator
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.exceptions import RequestValidationError
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ValidationError

from streamverse.domains.catalog.schemas.bulk import (
    BatchInput,
    BatchPreview,
    ExportInput,
    ImportOptions,
    InspectionBody,
    LineBody,
    Outcome,
    RunBody,
    RunKind,
    TableOptions,
)
from streamverse.domains.catalog.service.bulk import runs, show
from streamverse.domains.catalog.service.bulk.inspect import inspect as look_at
from streamverse.domains.catalog.service.bulk.news import run_events
from streamverse.domains.catalog.service.bulk.run_undo import ask_undo
from streamverse.domains.catalog.service.bulk.start_batch import preview, start_batch
from streamverse.domains.catalog.service.bulk.start_export import export_file, start_export
from streamverse.domains.catalog.service.bulk.start_import import (
    import_rehearsed,
    start_import,
)
from streamverse.domains.identity.public import Creator, Editor
from streamverse.kit.db import Database
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.idempotency import IdempotencyKey, once
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import Cursor, Limit, Page

router = APIRouter()
M = TypeVar("M", bound=BaseModel)

Table = Annotated[UploadFile, File(description="CSV, a JSON array, or JSON line by line")]
Mine = Annotated[bool, Query(description="only my own, as editor")]
Options = Annotated[str, Form(max_length=2_000_000, description="JSON")]
NEVER_KEPT = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@router.post("/imports/inspect")
async def inspect_table(
    file: Table, editor: Editor, request: Request, options: Options = "{}"
) -> InspectionBody:
    """Say how a table is written and what its columns may be; its beginning is enough."""
    assert editor
    wanted = _options(TableOptions, options)
    return await look_at(services_of(request), file.file, wanted)


@router.post("/imports", status_code=202)
async def import_table(
    file: Table,
    editor: Editor,
    request: Request,
    response: Response,
    options: Options = "{}",
    key: IdempotencyKey = None,
) -> RunBody:
    """Import titles: rows are made, or change the title with their id or address."""
    wanted = _options(ImportOptions, options)
    name = file.filename or "table"
    body = await start_import(services_of(request), editor, file.file, name, wanted, key)
    return _placed(response, body)


@router.post("/runs/{run_id}/import", status_code=202)
async def import_rehearsed_table(
    run_id: UUID,
    editor: Editor,
    session: Writes,
    request: Request,
    response: Response,
    key: IdempotencyKey = None,
) -> RunBody:
    """Do what a dry run said, with the same file and options."""
    services = services_of(request)

    async def start() -> RunBody:
        return await import_rehearsed(services, session, editor, run_id)

    caller = f"import:{editor.id}"
    wish = TableOptions()
    body = await once(session, caller, key, wish, RunBody, start, target=str(run_id))
    return _placed(response, body)


@router.post("/exports", status_code=202)
async def export_titles(
    wish: ExportInput,
    editor: Editor,
    session: Writes,
    request: Request,
    response: Response,
    key: IdempotencyKey = None,
) -> RunBody:
    """Write titles to a table of the shape that an import takes."""

    async def start() -> RunBody:
        return start_export(services_of(request), session, editor, wish)

    return _placed(response, await once(session, f"export:{editor.id}", key, wish, RunBody, start))


@router.post("/batch/preview")
async def preview_batch(wish: BatchInput, creator: Creator, session: Reads) -> BatchPreview:
    """Say how many titles a change meets, and what it does to the first of them."""
    return await preview(session, creator, wish)


@router.post("/batch", status_code=202)
async def edit_batch(
    wish: BatchInput,
    creator: Creator,
    session: Writes,
    request: Request,
    response: Response,
    key: IdempotencyKey = None,
) -> RunBody:
    """Change many titles: one's own; editors everybody's."""

    async def start() -> RunBody:
        return await start_batch(services_of(request), session, creator, wish)

    return _placed(response, await once(session, f"batch:{creator.id}", key, wish, RunBody, start))


@router.get("/runs")
async def list_runs(
    creator: Creator,
    session: Reads,
    request: Request,
    kind: RunKind | None = None,
    mine: Mine = False,  # noqa: FBT002 - FastAPI passes it by name
    limit: Limit = 24,
    cursor: Cursor = None,
) -> Page[RunBody]:
    """List runs, the newest first: one's own; editors see everybody's."""
    return await show.list_runs(
        services_of(request),
        session,
        creator,
        kind or "",
        mine=mine,
        limit=limit,
        cursor=cursor,
    )


@router.get("/runs/{run_id}")
async def read_run(run_id: UUID, creator: Creator, session: Reads, request: Request) -> RunBody:
    """Return a run."""
    return await show.read_run(services_of(request), session, creator, run_id)


@router.get(
    "/runs/{run_id}/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}, "description": "events named `run`"}},
)
async def follow_run(run_id: UUID, creator: Creator, request: Request) -> StreamingResponse:
    """Tell how a run moves on: each event is the body of `GET`; ends when it is over."""
    services = services_of(request)
    async with services.get(Database).read() as session:
        await runs.run_to_see(session, creator, run_id)
    events = run_events(services, run_id)
    return StreamingResponse(events, media_type="text/event-stream", headers=NEVER_KEPT)


@router.get("/runs/{run_id}/lines")
async def list_lines(
    run_id: UUID,
    creator: Creator,
    session: Reads,
    outcome: Outcome | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    cursor: Cursor = None,
) -> Page[LineBody]:
    """List what became of each row."""
    return await show.list_lines(session, creator, run_id, outcome or "", limit, cursor)


@router.get(
    "/runs/{run_id}/report.csv",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/csv": {}}, "description": "a line for every problem"}},
)
async def download_report(run_id: UUID, creator: Creator, request: Request) -> StreamingResponse:
    """Return what became of each row as CSV."""
    lines = await show.report(services_of(request), creator, run_id)
    return _file(lines, f"report-{run_id}.csv", "text/csv; charset=utf-8")


@router.get(
    "/runs/{run_id}/file",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/csv": {}, "application/json": {}}, "description": "it"}},
)
async def download_export(run_id: UUID, creator: Creator, request: Request) -> StreamingResponse:
    """Return the table that an export made."""
    file = await export_file(services_of(request), creator, run_id)
    return _file(file.chunks, file.name, file.type, file.size_bytes)


@router.post("/runs/{run_id}/cancel")
async def cancel_run(run_id: UUID, creator: Creator, request: Request) -> RunBody:
    """Stop a run; what it has done stays, and can be undone."""
    return await runs.cancel(services_of(request), creator, run_id)


@router.post("/runs/{run_id}/undo", status_code=202)
async def undo_run(run_id: UUID, creator: Creator, session: Writes, request: Request) -> RunBody:
    """Take back what an import or a batch edit did, where nobody changed the title since."""
    return await ask_undo(services_of(request), session, creator, run_id)


def _options(model: type[M], text: str) -> M:
    try:
        return model.model_validate_json(text or "{}")
    except ValidationError as error:
        found = [{**each, "loc": ("body", "options", *each["loc"])} for each in error.errors()]
        raise RequestValidationError(found) from None


def _placed(response: Response, body: RunBody) -> RunBody:
    response.headers["location"] = f"/api/v1/runs/{body.id}"
    return body


def _file(
    chunks: AsyncIterator[str] | AsyncIterator[bytes], name: str, kind: str, size: int | None = None
) -> StreamingResponse:
    headers = {**NEVER_KEPT, "Content-Disposition": f'attachment; filename="{name}"'}
    if size is not None:
        headers["Content-Length"] = str(size)
    return StreamingResponse(chunks, media_type=kind, headers=headers)
