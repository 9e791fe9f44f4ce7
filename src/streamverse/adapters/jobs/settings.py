"""What the engine needs to know, taken from the service's settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid4

from sqlalchemy.engine import make_url

from streamverse.kit.jobs import DEFAULT_QUEUE, ENCODE_QUEUE, IO_QUEUE
from streamverse.kit.settings import Settings

EMBEDDED_EXECUTOR = "embedded"
DAY_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class JobSettings:
    """Where the engine keeps its books, who this process is, and how patient it is."""

    url: str
    executor: str
    slots: Mapping[str, int]
    log_level: str = "warning"
    poll_seconds: float = 0.2
    beat_seconds: float = 1.0
    dead_seconds: float = 4.0
    first_retry_seconds: float = 2.0
    last_retry_seconds: float = 300.0
    max_crashes: int = 20
    patience_seconds: float = 10.0
    sweep_seconds: float = 5.0
    keep_done_seconds: float = DAY_SECONDS
    keep_failed_seconds: float = 30 * DAY_SECONDS
    is_shared: bool = field(init=False)

    def __post_init__(self) -> None:
        """Several processes may work on PostgreSQL, one on SQLite."""
        object.__setattr__(self, "is_shared", not self.url.startswith("sqlite"))


def job_settings(settings: Settings) -> JobSettings:
    """Read the engine's settings out of the service's."""
    if settings.is_embedded:
        url = f"sqlite:///{settings.data.absolute() / 'jobs.db'}"
        executor = EMBEDDED_EXECUTOR  # the same after a restart, so that it finds its own work
    else:
        url = make_url(settings.database_url).set(drivername="postgresql")
        url = url.render_as_string(hide_password=False)
        executor = str(uuid4())
    slots = {DEFAULT_QUEUE: 16, IO_QUEUE: 4, ENCODE_QUEUE: settings.encodes_at_once}
    return JobSettings(url=url, executor=executor, slots=slots, log_level=settings.log_level)
