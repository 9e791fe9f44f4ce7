"""Who is mailed when identity or channels say that something happened.

News about one's own account always goes out: it is how people notice that it wasn't them. The
audit log, written with the act, says when and from where. Where it knows nothing, the same
news within a minute are the same news.
"""

from collections.abc import Mapping
from uuid import UUID

from streamverse.domains.channels.events import ChannelInvitationMade
from streamverse.domains.channels.public import channel_invitation
from streamverse.domains.identity.events import (
    AccountErased,
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
from streamverse.domains.identity.public import (
    LinkPurpose,
    SeenAct,
    addressee,
    last_act,
    mailed_link,
    seen_device,
)
from streamverse.domains.notifications.privacy import PRIVACY
from streamverse.domains.notifications.service.ask import ask_for_mail
from streamverse.domains.notifications.service.forget import forget_account
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession
from streamverse.kit.events import Reaction
from streamverse.kit.services import Services

TOKEN_REUSED = "refresh_token_reused"  # noqa: S105 - a reason


async def mail_link(services: Services, session: WriteSession, event: LinkRequested) -> None:
    """Mail a link. Its address is asked for when the mail leaves."""
    await _mail_link(services, session, event.link_id)


async def mail_email_changed(
    services: Services, session: WriteSession, event: EmailChanged
) -> None:
    """Tell the address before, with a way back, and the new one."""
    act = await last_act(session, event.account_id, "email_changed")
    if event.undo_link_id is not None:
        await _mail_link(services, session, event.undo_link_id, act)
    await _tell(services, session, event.account_id, "email_changed", act)


async def mail_registration_repeated(
    services: Services, session: WriteSession, event: RegistrationRepeated
) -> None:
    """Tell who has the account; once an hour, however often it is tried."""
    hour = f"{services.get(Clock).now():%Y-%m-%dT%H}"
    await _tell(services, session, event.account_id, "registration_repeated", about=hour)


async def mail_password_changed(
    services: Services, session: WriteSession, event: PasswordChanged
) -> None:
    """Tell that there is a new password."""
    act = await last_act(session, event.account_id, "password_changed")
    await _tell(services, session, event.account_id, "password_changed", act)


async def mail_second_factor_changed(
    services: Services, session: WriteSession, event: SecondFactorChanged
) -> None:
    """Tell what guards the account now."""
    act = await last_act(session, event.account_id, event.change)
    facts = {"change": event.change}
    await _tell(services, session, event.account_id, "second_factor_changed", act, facts=facts)


async def mail_social_identity_changed(
    services: Services, session: WriteSession, event: SocialIdentityChanged
) -> None:
    """Tell which provider opens the account now, or no longer."""
    letter = f"social_{event.change}"
    act = await last_act(session, event.account_id, letter)
    facts = {"provider": event.provider.title()}
    await _tell(services, session, event.account_id, letter, act, facts=facts)


async def mail_new_device(
    services: Services, session: WriteSession, event: NewDeviceSignedIn
) -> None:
    """Tell where the account was signed in to."""
    act = await seen_device(session, event.device_id)
    about = str(event.device_id)
    await _tell(services, session, event.account_id, "new_device", act, about=about)


async def mail_sign_in_ended(services: Services, session: WriteSession, event: SignInEnded) -> None:
    """Tell that a copied sign-in was ended; those that people end themselves are no news."""
    if event.reason == TOKEN_REUSED:
        act = await last_act(session, event.account_id, TOKEN_REUSED)
        about = str(event.family_id)
        await _tell(services, session, event.account_id, "token_reused", act, about=about)


async def mail_api_token_made(
    services: Services, session: WriteSession, event: ApiTokenMade
) -> None:
    """Tell that a program may act in somebody's name."""
    act = await last_act(session, event.account_id, "api_token_made")
    facts = {"token": event.token_name}
    await _tell(services, session, event.account_id, "api_token_made", act, facts=facts)


async def mail_erasure_cancelled(
    services: Services, session: WriteSession, event: ErasureCancelled
) -> None:
    """Tell that the account stays."""
    act = await last_act(session, event.account_id, "erasure_cancelled")
    await _tell(services, session, event.account_id, "erasure_cancelled", act)


async def mail_channel_invitation(
    services: Services, session: WriteSession, event: ChannelInvitationMade
) -> None:
    """Tell somebody that they may join a channel, unless they answered or it was taken back."""
    offered = await channel_invitation(session, event.invitation_id)
    if offered is None:
        return
    known = offered.account_id or offered.invited_by
    holder = await addressee(session, known) if known else None
    to = holder.email if holder and offered.account_id else offered.email
    if not to:
        return
    await ask_for_mail(
        session,
        services.get(Clock),
        "channel_invitation",
        to=to,
        language=holder.language if holder else "en",
        about=str(event.invitation_id),
        account_id=offered.account_id,
        facts={
            "channel": offered.channel_name,
            "name": holder.name if holder and offered.account_id else "",
        },
    )


async def forget_last_mails(_: Services, session: WriteSession, event: AccountErased) -> None:
    """Delete what was asked for after the other mails of somebody erased had gone."""
    await forget_account(session, event.account_id)


async def _mail_link(
    services: Services, session: WriteSession, link_id: UUID, act: SeenAct | None = None
) -> None:
    link = await mailed_link(services, link_id)
    if link is None:  # used or replaced in the meantime
        return
    facts = {"link_id": str(link_id), "name": link.name, **_seen(act)}
    if link.purpose is LinkPurpose.PARENTAL_CONSENT:  # the name is the child's, not the reader's
        facts |= {"name": "", "child": link.facts["child_name"]}
    elif link.purpose is LinkPurpose.CANCEL_ERASURE:
        facts |= {"due_at": link.expires_at.isoformat()}
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
    act: SeenAct | None = None,
    *,
    about: str = "",
    facts: Mapping[str, str] | None = None,
) -> None:
    """Mail an account's holder, if there still is one."""
    to = await addressee(session, account_id)
    if to is None:
        return
    clock = services.get(Clock)
    now = clock.now()
    same = about or (act.at.isoformat() if act else f"{now:%Y-%m-%dT%H:%M}")
    told = {"name": to.name, "at": now.isoformat(), **_seen(act), **(facts or {})}
    await ask_for_mail(
        session,
        clock,
        letter,
        to=to.email,
        language=to.language,
        about=":".join((str(account_id), *sorted((facts or {}).values()), same)),
        account_id=account_id,
        facts=told,
    )


def _seen(act: SeenAct | None) -> dict[str, str]:
    if act is None:
        return {}
    at = act.at.isoformat()
    return {"at": at, "device": act.device, "country": act.country, "address": act.address}


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
    Reaction(
        "notifications.mail_channel_invitation", ChannelInvitationMade, mail_channel_invitation
    ),
    *PRIVACY.reactions,
    Reaction("notifications.forget_last_mails", AccountErased, forget_last_mails),
)
