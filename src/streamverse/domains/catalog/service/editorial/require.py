"""Whether a title may go somewhere, and whether it is ready to."""

from streamverse.domains.catalog.editorial import MOVES, Hand, moves_from
from streamverse.domains.catalog.editorial_errors import (
    HeldBack,
    MoveNotPossible,
    ReviewRequired,
)
from streamverse.domains.catalog.house_rules import house_rules
from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.known import known_of
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.readiness import require_ready
from streamverse.domains.catalog.repository import editorial as repository
from streamverse.kit.db import ReadSession, WriteSession


def require_way(row: TitleRow, to: TitleState) -> None:
    """Raise MoveNotPossible unless a title may go from its state to another."""
    state = TitleState(row.state)
    if (state, to) not in MOVES:
        possible = [each.value for each in moves_from(state)]
        raise MoveNotPossible(
            f"From “{state}” it can go to: {', '.join(possible)}.", possible=possible
        )


async def require_hand(
    session: WriteSession, row: TitleRow, to: TitleState, *, is_editor: bool
) -> None:
    """Raise ReviewRequired or HeldBack unless whoever asks may move a title there."""
    stays = to == row.state and to is not TitleState.SCHEDULED
    if is_editor or stays:
        return
    move = MOVES.get((TitleState(row.state), to))
    if move and move.hand is Hand.PUBLISHER and house_rules(session).is_reviewed:
        raise ReviewRequired("Hand it in; an editor publishes it.")
    is_archived = row.state == TitleState.ARCHIVED
    if is_archived and await repository.was_taken_down(session, row.id):
        raise HeldBack


async def require_readiness(session: ReadSession, row: TitleRow) -> None:
    """Raise TitleNotReady unless a title has all that its kind needs."""
    require_ready(await known_of(session, row))
