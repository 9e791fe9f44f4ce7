"""What the catalog does when channels say that one opened, closed, went or came back."""

from streamverse.domains.catalog.events import TitlesChanged, TitleUnpublished
from streamverse.domains.catalog.repository.channels import set_members_only
from streamverse.domains.channels.events import ChannelChanged, ChannelDeleted, ChannelRestored
from streamverse.domains.channels.public import channel_cards
from streamverse.kit import outbox
from streamverse.kit.db import WriteSession
from streamverse.kit.events import Reaction
from streamverse.kit.services import Services


async def open_or_close(
    _: Services, session: WriteSession, event: ChannelChanged | ChannelDeleted | ChannelRestored
) -> None:
    """Show a channel's titles to everybody, or to its members only, as the channel is now.

    Of a channel that is gone nobody is a member. Events may come late or twice: what counts is
    what the channel says now. What closes is told title by title, as what is unpublished: whoever
    watches it or has it on a page lets go of it at once.
    """
    card = (await channel_cards(session, [event.channel_id])).get(event.channel_id)
    is_members_only = card is None or not card.is_public
    changed = await set_members_only(session, event.channel_id, is_members_only=is_members_only)
    if changed:
        outbox.publish(session, TitlesChanged(changed))
    for title_id in changed if is_members_only else ():
        outbox.publish(session, TitleUnpublished(title_id))


CHANNEL_REACTIONS = (
    Reaction("catalog.channel_changed", ChannelChanged, open_or_close),
    Reaction("catalog.channel_deleted", ChannelDeleted, open_or_close),
    Reaction("catalog.channel_restored", ChannelRestored, open_or_close),
)
