"""Settings of imports, batch edits and the watch folder."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings

MIB = 1024**2


class BulkSettings(BaseSettings):
    """How much work on many titles takes, and where it looks for films."""

    max_import_bytes: int = Field(
        default=200 * MIB,
        gt=0,
        validation_alias="STREAMVERSE_MAX_IMPORT_BYTES",
        description="largest table of titles taken",
    )
    max_batch_titles: int = Field(
        default=10_000,
        gt=0,
        validation_alias="STREAMVERSE_MAX_BATCH_TITLES",
        description="titles that one batch edit may change",
    )
    bulk_runs_kept_days: int = Field(
        default=90,
        ge=-1,
        validation_alias="STREAMVERSE_BULK_RUNS_KEPT_DAYS",
        description="days an import, export or batch edit is kept with its report, and can be "
        "undone; -1: for ever",
    )
    watch_folder: Path | None = Field(
        default=None,
        validation_alias="STREAMVERSE_WATCH_FOLDER",
        description="folder in which films appear that become titles by themselves; empty: none",
    )
    watch_settle_seconds: int = Field(
        default=10,
        ge=0,
        validation_alias="STREAMVERSE_WATCH_SETTLE_SECONDS",
        description="seconds a file in the watch folder must not have changed before it is taken",
    )
