"""The settings of search."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings


class SearchSettings(BaseSettings):
    """Part of `Settings`."""

    search_synonyms: Path | None = Field(
        default=None,
        validation_alias="STREAMVERSE_SEARCH_SYNONYMS",
        description="a file of words that mean the same, a group a line, commas between; beside "
        "the ones we bring; empty: search/synonyms.txt in STREAMVERSE_DATA",
    )
    searches_kept_days: int = Field(
        default=90,
        ge=-1,
        validation_alias="STREAMVERSE_SEARCHES_KEPT_DAYS",
        description="days that a profile's recent searches and the counts of searches that found "
        "nothing are kept; -1: for ever",
    )
    search_memory_mb: int = Field(
        default=48,
        ge=16,
        le=4096,
        validation_alias="STREAMVERSE_SEARCH_MEMORY_MB",
        description="memory that writing to one shelf of the search index may take, in MB; more "
        "makes a rebuild a little faster",
    )
