"""Change what a channel shows of itself, and what it is called."""

from datetime import timedelta

from streamverse.domains.channels.accents import require_accent
from streamverse.domains.channels.errors import HandleTaken
from streamverse.domains.channels.events import ChannelChanged
from streamverse.domains.channels.handles import normalised
from streamverse.domains.channels.models import ChannelRow
from streamverse.domains.channels.repository import channels as repository
from streamverse.domains.channels.schemas.channels import ChannelPatch
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession

PLAIN = ("description", "is_public", "is_for_kids")


async def change(
    session: WriteSession, clock: Clock, row: ChannelRow, wish: ChannelPatch, *, kept_days: int
) -> None:
    """Change what is sent. Raises BadHandle, HandleReserved, HandleTaken, BadAccent."""
    sent = wish.model_fields_set
    for field in sent.intersection(PLAIN):
        setattr(row, field, getattr(wish, field))
    if "name" in sent and wish.name:
        row.name = wish.name
    if "links" in sent:
        row.links = [link.model_dump() for link in wish.links]
    if "accent" in sent:
        row.accent = require_accent(wish.accent)
    if "handle" in sent and wish.handle:
        await _rename(session, clock, row, normalised(wish.handle), kept_days)
    touch(session, clock, row)


def touch(session: WriteSession, clock: Clock, row: ChannelRow) -> None:
    """Note that a channel changed: a new version, and the news of it."""
    row.version += 1
    row.updated_at = clock.now()
    outbox.publish(session, ChannelChanged(row.id))


async def _rename(
    session: WriteSession, clock: Clock, row: ChannelRow, handle: str, kept_days: int
) -> None:
    """Call a channel otherwise; its old handle leads to it for a while and is nobody else's."""
    if handle == row.handle:
        return
    before, row.handle = row.handle, handle
    until = clock.now() + timedelta(days=kept_days)
    await repository.let_handle_go(session, row.id, before, until)
    if not await repository.take_handle(session, row.id, handle, clock.now()):
        raise HandleTaken
