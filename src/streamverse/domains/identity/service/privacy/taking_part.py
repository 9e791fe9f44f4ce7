"""How a domain takes part in exports and erasures: two functions, and the rest is made here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from streamverse.domains.identity.events import ErasureDue, PersonalDataWanted
from streamverse.domains.identity.service.privacy.answer_erasure import answer_erasure, has_answered
from streamverse.domains.identity.service.privacy.answer_export import fail_export
from streamverse.domains.identity.service.privacy.gather_part import Gather, gather_part
from streamverse.domains.identity.service.privacy.orders import Wanted, gathering
from streamverse.kit import outbox
from streamverse.kit.db import WriteSession
from streamverse.kit.events import Reaction
from streamverse.kit.jobs import IO_QUEUE, Job, JobRun
from streamverse.kit.privacy import Person
from streamverse.kit.services import Services

Erase = Callable[[Services, WriteSession, Person], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class TakesPart:
    """What a domain adds to its reactions and its jobs."""

    reactions: tuple[Reaction, ...]
    jobs: tuple[Job[Any], ...]


def taking_part(domain: str, gather: Gather, erase: Erase | None) -> TakesPart:
    """Return what makes a domain answer.

    `gather(services, person)` yields the files of an export, in a job that may run again.
    `erase(services, session, person)` deletes in one short write transaction, once; None for a
    domain that answers erasures in its own way.
    """
    reactions = [_wants(domain)]
    if erase is not None:
        reactions.append(_erases(domain, erase))
    return TakesPart(tuple(reactions), (_gathers(domain, gather),))


def _wants(domain: str) -> Reaction:
    async def order(_: Services, session: WriteSession, event: PersonalDataWanted) -> None:
        wanted = Wanted(event.export_id, event.account_id, event.profile_ids)
        outbox.enqueue(session, gathering(domain), wanted)

    return Reaction(f"{domain}.gather_personal_data", PersonalDataWanted, order)


def _gathers(domain: str, gather: Gather) -> Job[Wanted]:
    async def run(services: Services, wanted: Wanted, _: JobRun) -> None:
        await gather_part(services, domain, gather, wanted)

    async def give_up(services: Services, wanted: Wanted, _: str) -> None:
        problem = f"The part “{domain}” could not be gathered. You can ask again."
        await fail_export(services, wanted.export_id, problem, domain)

    order = gathering(domain)
    return Job(order.name, IO_QUEUE, order.payload, run, on_dead=give_up)


def _erases(domain: str, erase: Erase) -> Reaction:
    async def answer(services: Services, session: WriteSession, event: ErasureDue) -> None:
        if await has_answered(session, event.erasure_id, domain):
            return
        await erase(services, session, Person(event.account_id, event.profile_ids))
        await answer_erasure(services, session, event.erasure_id, domain)

    return Reaction(f"{domain}.erase_person", ErasureDue, answer)
