"""Who is mailed when identity says that something happened.

News about one's own account always goes out: it is how people notice that it wasn't them.
Where an event has no id of its own, the same news within a minute are the same news.
"""

from collections.abc import Mapping
from uuid import UUID

from streamverse.domains.identity.events import (
    ApiTokenMade,
    EmailChanged,
    ErasureCancelled,
    LinkRequested,
    NewDeviceSignedIn,
    PasswordChanged,
    RegistrationRepeated,
    SecondFactorChanged,
    SignInEnded,
    SocialIdentityChanged,
)
from streamverse.domains.identity.public import addressee, mailed_link, seen_device
from streamverse.domains.notifications.privacy import PRIVACY
from streamverse.domains.notifications.service.ask import ask_for_mail
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.events import Reaction
from streamverse.kit.services import Services

TOKEN_REUSED = "refresh_token_reused"  # noqa: S105 - a reason
LINK_FACTS = {"parental_consent": ("child",), "cancel_erasure": ("due_at",)}


async def mail_link(services: Services, session: WriteSession, event: LinkRequested) -> None:
    """Mail a link. Its address is asked for when the mail leaves."""
    await _mail_link(services, session, event.link_id)


async def mail_email_changed(
    services: Services, session: WriteSession, event: EmailChanged
) -> None:
    """Tell the old address, with a way back, and the new one."""
    if event.undo_link_id is not None:
        await _mail_link(services, session, event.undo_link_id)
    about = str(event.undo_link_id or _minute(services))
    await _tell(services, session, event.account_id, "email_changed", about)


async def mail_registration_repeated(
    services: Services, session: WriteSession, event: RegistrationRepeated
) -> None:
    """Tell who has the account; once an hour, however often it is tried."""
    hour = services.get(Clock).now().strftime("%Y-%m-%dT%H")
    await _tell(services, session, event.account_id, "registration_repeated", hour)


async def mail_password_changed(
    services: Services, session: WriteSession, event: PasswordChanged
) -> None:
    """Tell that there is a new password."""
    await _tell(services, session, event.account_id, "password_changed", _minute(services))


async def mail_second_factor_changed(
    services: Services, session: WriteSession, event: SecondFactorChanged
) -> None:
    """Tell what guards the account now."""
    about = f"{event.change}:{_minute(services)}"
    facts = {"change": event.change}
    await _tell(services, session, event.account_id, "second_factor_changed", about, facts)


async def mail_social_identity_changed(
    services: Services, session: WriteSession, event: SocialIdentityChanged
) -> None:
    """Tell which provider opens the account now, or no longer."""
    letter = "social_linked" if event.change == "linked" else "social_unlinked"
    about = f"{event.provider}:{_minute(services)}"
    facts = {"provider": event.provider.title()}
    await _tell(services, session, event.account_id, letter, about, facts)


async def mail_new_device(
    services: Services, session: WriteSession, event: NewDeviceSignedIn
) -> None:
    """Tell where the account was signed in to."""
    device = await seen_device(services, session, event.device_id)
    facts = {
        "device": device.name if device else "",
        "country": device.country if device else "",
        "address": device.address if device else "",
    }
    about = str(event.device_id)
    await _tell(services, session, event.account_id, "new_device", about, facts)


async def mail_sign_in_ended(services: Services, session: WriteSession, event: SignInEnded) -> None:
    """Tell that a copied sign-in was ended; those that people end themselves are no news."""
    if event.reason == TOKEN_REUSED:
        about = str(event.family_id)
        await _tell(services, session, event.account_id, "token_reused", about)


async def mail_api_token_made(
    services: Services, session: WriteSession, event: ApiTokenMade
) -> None:
    """Tell that a program may act in somebody's name."""
    about = f"{event.token_name}:{_minute(services)}"
    facts = {"token": event.token_name}
    await _tell(services, session, event.account_id, "api_token_made", about, facts)


async def mail_erasure_cancelled(
    services: Services, session: WriteSession, event: ErasureCancelled
) -> None:
    """Tell that the account stays."""
    await _tell(services, session, event.account_id, "erasure_cancelled", _minute(services))


async def _mail_link(services: Services, session: WriteSession, link_id: UUID) -> None:
    link = await mailed_link(services, link_id)
    if link is None:  # used or replaced in the meantime
        return
    facts = {"link_id": str(link_id), "name": link.name}
    for name in LINK_FACTS.get(link.purpose, ()):
        facts[name] = link.facts[name]
    await ask_for_mail(
        session,
        services.get(Clock),
        link.purpose,
        to=link.email,
        language=link.language,
        about=str(link_id),
        account_id=link.account_id,
        facts=facts,
    )


async def _tell(
    services: Services,
    session: WriteSession,
    account_id: UUID,
    letter: str,
    about: str,
    facts: Mapping[str, str] | None = None,
) -> None:
    """Mail an account's holder, if there still is one."""
    to = await addressee(session, account_id)
    if to is None:
        return
    clock = services.get(Clock)
    await ask_for_mail(
        session,
        clock,
        letter,
        to=to.email,
        language=to.language,
        about=f"{account_id}:{about}",
        account_id=account_id,
        facts={"name": to.name, "at": clock.now().isoformat(), **(facts or {})},
    )


def _minute(services: Services) -> str:
    return services.get(Clock).now().strftime("%Y-%m-%dT%H:%M")


REACTIONS = (
    Reaction("notifications.mail_link", LinkRequested, mail_link),
    Reaction("notifications.mail_email_changed", EmailChanged, mail_email_changed),
    Reaction(
        "notifications.mail_registration_repeated",
        RegistrationRepeated,
        mail_registration_repeated,
    ),
    Reaction("notifications.mail_password_changed", PasswordChanged, mail_password_changed),
    Reaction(
        "notifications.mail_second_factor_changed", SecondFactorChanged, mail_second_factor_changed
    ),
    Reaction(
        "notifications.mail_social_identity_changed",
        SocialIdentityChanged,
        mail_social_identity_changed,
    ),
    Reaction("notifications.mail_new_device", NewDeviceSignedIn, mail_new_device),
    Reaction("notifications.mail_sign_in_ended", SignInEnded, mail_sign_in_ended),
    Reaction("notifications.mail_api_token_made", ApiTokenMade, mail_api_token_made),
    Reaction("notifications.mail_erasure_cancelled", ErasureCancelled, mail_erasure_cancelled),
    *PRIVACY.reactions,
)
