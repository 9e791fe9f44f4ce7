"""Prove again who is signed in: the sign-in goes on with a newer proof."""

from dataclasses import dataclass
from uuid import UUID

from streamverse.domains.identity import access_tokens, audit, passwords
from streamverse.domains.identity.audit import Seen
from streamverse.domains.identity.errors import SessionEnded
from streamverse.domains.identity.factor_errors import PasskeyRefused, WrongCode, WrongProof
from streamverse.domains.identity.repository import accounts, sign_ins
from streamverse.domains.identity.repository import second_factors as stored
from streamverse.domains.identity.repository.proofs import ways_to_prove
from streamverse.domains.identity.service.begin_sign_in import access_token_of
from streamverse.domains.identity.service.passkeys import show
from streamverse.domains.identity.service.passkeys.ceremonies import Options
from streamverse.domains.identity.service.passkeys.challenges import Purpose
from streamverse.domains.identity.service.second_factors import changes, tries
from streamverse.domains.identity.service.second_step import judge
from streamverse.domains.identity.service.second_step.judge import Given, Judged, Passkey
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.services import Services


@dataclass(frozen=True, slots=True)
class Password:
    """The account's password."""

    password: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who proves it, in which sign-in."""

    account_id: UUID
    family_id: UUID


async def methods(session: ReadSession, account_id: UUID) -> tuple[str, ...]:
    """Return what the account can show; empty for one that only signs in through a provider."""
    return await ways_to_prove(session, account_id)


async def options(services: Services, who: SignedIn) -> tuple[str, Options]:
    """Return a challenge's id and what `navigator.credentials.get` is asked."""
    return await show.showing_options(services, Purpose.STEP_UP, str(who.family_id), who.account_id)


async def step_up(
    services: Services, who: SignedIn, given: Given | Password, seen: Seen
) -> tuple[str, int]:
    """Judge what was shown; returns a new access token and how many seconds it lasts.

    Raises WrongProof, TooManyCodes, ChallengeUnknown, SessionEnded.
    """
    database = services.get(Database)
    if not isinstance(given, Passkey):
        async with database.write() as session:
            await tries.count(services, session, who.account_id, services.get(Clock).now())
    try:
        return await _shown(services, who, given, seen)
    except (WrongCode, WrongProof, PasskeyRefused) as refusal:
        await _note_failure(services, who, given, seen)
        raise WrongProof(refusal.detail) from refusal


async def _shown(
    services: Services, who: SignedIn, given: Given | Password, seen: Seen
) -> tuple[str, int]:
    judged = await _judged(services, who, given)
    async with services.get(Database).write() as session:
        answer = await _go_on(services, session, who, judged, seen)
    if answer is not None:
        return answer
    if isinstance(judged, show.Shown):
        raise await show.refuse_clone(services, judged, seen)
    raise WrongCode(judge.LOOK_AGAIN)


async def _judged(services: Services, who: SignedIn, given: Given | Password) -> Judged | None:
    """Return what has to be used up, None for a password. Raises as `step_up`."""
    if not isinstance(given, Password):
        return await judge.judge(
            services, who.account_id, given, Purpose.STEP_UP, str(who.family_id)
        )
    async with services.get(Database).read_latest() as session:
        password_hash = await accounts.password_hash_of(session, who.account_id)
    fits, _ = await passwords.matches(given.password, password_hash)
    if not fits:
        raise WrongProof("This is not your password.")
    return None


async def _go_on(
    services: Services, session: WriteSession, who: SignedIn, judged: Judged | None, seen: Seen
) -> tuple[str, int] | None:
    """Use up what was shown and note the proof; None when it counts no more."""
    now = services.get(Clock).now()
    if judged is not None and not await judge.use(session, judged, now):
        return None
    family = await sign_ins.family_by_id(session, who.family_id)
    account = await accounts.account_by_id(session, who.account_id)
    if family is None or account is None or family.ended_at or family.epoch != account.epoch:
        raise SessionEnded("Sign in again.")
    family.proved_at = now
    await stored.forget_tries(session, who.account_id)
    factor = judge.factor_of(judged) if judged is not None else "pwd"
    if factor == "recovery_code":
        changes.tell(services, session, who.account_id, "recovery_code_used", seen)
    audit.record(
        session, services.get(Clock), "stepped_up", account_id=account.id, seen=seen, by=factor
    )
    access = await access_token_of(services, session, family, now)
    return access, int(access_tokens.LIFETIME.total_seconds())


async def _note_failure(
    services: Services, who: SignedIn, given: Given | Password, seen: Seen
) -> None:
    method = "password" if isinstance(given, Password) else judge.method_of(given)
    async with services.get(Database).write() as session:
        audit.record(
            session,
            services.get(Clock),
            "step_up_refused",
            account_id=who.account_id,
            seen=seen,
            method=method,
        )
