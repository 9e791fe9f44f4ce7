"""The jobs of notifications. Each calls one verb of the service."""

from streamverse.domains.notifications.privacy import PRIVACY
from streamverse.domains.notifications.service import orders
from streamverse.domains.notifications.service.forget import forget_copies
from streamverse.domains.notifications.service.orders import OneMail, SomeMails
from streamverse.domains.notifications.service.send import give_up, send_mail
from streamverse.kit.jobs import DEFAULT_QUEUE, Job, JobRun
from streamverse.kit.services import Services


async def _send(services: Services, payload: OneMail, _run: JobRun) -> None:
    await send_mail(services, payload.mail_id)


async def _send_is_dead(services: Services, payload: OneMail, error: str) -> None:
    await give_up(services, payload.mail_id, f"It could not be written: {error}")


async def _forget_copies(services: Services, payload: SomeMails, _run: JobRun) -> None:
    await forget_copies(services, payload.mail_ids)


SEND_MAIL = Job(
    name=orders.SEND.name,
    queue=DEFAULT_QUEUE,
    payload=OneMail,
    run=_send,
    on_dead=_send_is_dead,
)
FORGET_COPIES = Job(
    name=orders.FORGET_COPIES.name, queue=DEFAULT_QUEUE, payload=SomeMails, run=_forget_copies
)
JOBS = (SEND_MAIL, FORGET_COPIES, *PRIVACY.jobs)
