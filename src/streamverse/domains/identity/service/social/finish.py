"""Finish: the browser is back with the provider's answer, or with its refusal."""

import hmac
from dataclasses import dataclass

from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.ports import IdentityProviders, Person
from streamverse.domains.identity.service.begin_sign_in import Tokens
from streamverse.domains.identity.service.social.attempts import (
    Attempt,
    ProviderAnswer,
    digest_of,
    take,
)
from streamverse.domains.identity.service.social.enter import enter
from streamverse.domains.identity.service.social.link import link
from streamverse.domains.identity.service.social.names import with_name_of
from streamverse.domains.identity.social_errors import SocialDeclined, SocialStateInvalid
from streamverse.kit.cache import Cache
from streamverse.kit.services import Services


@dataclass(frozen=True, slots=True)
class Finished:
    """How it ended well: with tokens, or without any when an identity was linked."""

    attempt: Attempt
    tokens: Tokens | None


async def attempt_of(
    services: Services, provider_id: str, state: str, browser: str | None
) -> Attempt:
    """Return, once, the attempt that an answer belongs to. Raises SocialStateInvalid.

    It must have been begun for this provider, by this browser, and not answered before.
    """
    attempt = await take(services.get(Cache), state) if state else None
    if attempt is None or attempt.provider_id != provider_id or browser is None:
        raise SocialStateInvalid
    if not hmac.compare_digest(attempt.browser, digest_of(browser)):
        raise SocialStateInvalid
    return attempt


async def finish(
    services: Services, attempt: Attempt, answer: ProviderAnswer, origin: Origin
) -> Finished:
    """Sign in, make an account, or link the identity to the account that asked.

    Raises SocialDeclined, ProviderUnavailable, ProviderAnswerRefused, and as `enter`, `link`.
    """
    if answer.error is not None or not answer.code:
        raise SocialDeclined
    providers = services.get(IdentityProviders)
    asked = attempt.asked(answer.state)
    person: Person = with_name_of(
        answer.user, await providers.person(attempt.provider_id, asked, answer.code)
    )
    if attempt.linker is not None:
        await link(services, attempt.linker, attempt.provider_id, person, origin)
        return Finished(attempt, None)
    tokens = await enter(services, attempt.provider_id, person, attempt.newcomer, origin)
    return Finished(attempt, tokens)
