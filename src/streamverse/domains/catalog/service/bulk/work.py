"""Do a run: what kind it is says how."""

from uuid import UUID

from streamverse.domains.catalog.service.bulk import runs
from streamverse.domains.catalog.service.bulk.run_batch import run_batch
from streamverse.domains.catalog.service.bulk.run_export import run_export
from streamverse.domains.catalog.service.bulk.run_import import run_import
from streamverse.kit.services import Services

WORK = {"import": run_import, "export": run_export, "batch": run_batch}


async def work_on(services: Services, run_id: UUID) -> None:
    """Begin a run, or go on with it where a process died."""
    run = await runs.begin(services, run_id)
    if run is not None:
        await WORK[run.kind](services, run)
