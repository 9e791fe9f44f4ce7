"""Look at what a batch edit would do, and order it."""

from typing import Any
from uuid import UUID

from streamverse.domains.catalog.bulk_errors import NothingSelected, TooManySelected
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import bulk as repository
from streamverse.domains.catalog.repository.bulk_selection import conditions_of
from streamverse.domains.catalog.schemas.bulk import (
    BatchChange,
    BatchInput,
    BatchPreview,
    ChangeSample,
    FieldChange,
    ProblemBody,
    RunBody,
    TitleFilter,
)
from streamverse.domains.catalog.schemas.documents import TitleDocument, TitlePatch
from streamverse.domains.catalog.service.bulk import runs
from streamverse.domains.catalog.service.bulk.edits import edited, require_sense
from streamverse.domains.catalog.service.bulk.lines import RowRefused
from streamverse.domains.catalog.service.bulk.write_title_row import plain
from streamverse.domains.catalog.service.documents import documents_of
from streamverse.domains.catalog.service.usable_assets import require_usable_assets
from streamverse.domains.identity.public import Account
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

SAMPLE = 8


async def preview(session: ReadSession, account: Account, wish: BatchInput) -> BatchPreview:
    """Say what a batch edit would do. Raises WrongChange, NothingSelected."""
    require_sense(wish.change)
    conditions = conditions_of(_filter(wish), _owner(account))
    rows = await repository.titles_after(session, conditions, None, SAMPLE)
    documents = await documents_of(session, rows)
    return BatchPreview(
        count=await repository.count_titles(session, conditions),
        sample=[_sample(row, documents[row.id], wish.change) for row in rows],
    )


async def start_batch(
    services: Services, session: WriteSession, account: Account, wish: BatchInput
) -> RunBody:
    """Order a batch edit of what is selected now.

    Raises WrongChange, AssetNotUsable, NothingSelected, TooManySelected.
    """
    require_sense(wish.change)
    await require_usable_assets(session, account, TitlePatch.model_validate(wish.change.set))
    limit = services.get(Settings).max_batch_titles
    conditions = conditions_of(_filter(wish), _owner(account))
    rows = await repository.titles_after(session, conditions, None, limit + 1)
    if not rows:
        raise NothingSelected("None of these titles is there, or none is yours to change.")
    if len(rows) > limit:
        raise TooManySelected(f"Select up to {limit}.")
    now = services.get(Clock).now()
    options = wish.model_dump(mode="json", include={"change", "comment"})
    options["is_editor"] = account.is_editor
    options["ids"] = [str(row.id) for row in rows]
    run = runs.ask(session, now, "batch", account.id, options)
    run.total = len(rows)
    return runs.body_of(run, now)


def _filter(wish: BatchInput) -> TitleFilter:
    if wish.ids is None and wish.filter is None:
        raise NothingSelected("Name the titles by their ids or by a filter.")
    chosen = wish.filter or TitleFilter()
    return chosen if wish.ids is None else chosen.model_copy(update={"ids": wish.ids})


def _owner(account: Account) -> UUID | None:
    """Return whose titles an account may edit in a batch: its own; editors everybody's."""
    return None if account.is_editor else account.id


def _sample(row: TitleRow, document: TitleDocument, change: BatchChange) -> ChangeSample:
    current: dict[str, Any] = plain(document) | {"state": row.state}
    changes: list[FieldChange] = []
    problems: list[ProblemBody] = []
    try:
        patch = edited(current, change)
    except RowRefused as refused:
        problems = [ProblemBody.model_validate(each.plain()) for each in refused.problems]
    else:
        after = patch.model_dump(mode="json", include=patch.model_fields_set)
        changes = [
            FieldChange(field=name, before=current.get(name), after=after[name])
            for name in sorted(after)
        ]
    return ChangeSample(
        title_id=row.id, slug=row.slug, name=row.name, changes=changes, problems=problems
    )
