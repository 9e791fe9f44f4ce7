"""The decision about rights: by hand, and the same in SQL."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from streamverse.domains.catalog.kinds import Monetisation, Platform
from streamverse.domains.catalog.models import RightsWindowRow, TitleRow
from streamverse.domains.catalog.repository.rights import granted, offered, text_of, window_of
from streamverse.domains.catalog.rights import Asker, Window, decide
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
IN_INDIA = Asker("IN", Platform.WEB, None, NOON)
EVERYWHERE = Window(UUID(int=1), NOON - DAY)
BLACKOUT = Window(UUID(int=2), NOON - DAY, NOON + DAY, is_blackout=True)


class TestDecide:
    def test_offers_nothing_without_a_window(self) -> None:
        decision = decide([], IN_INDIA)
        assert (decision.is_offered, decision.reason) == (False, "no_window")

    def test_offers_nothing_by_a_blackout_alone(self) -> None:
        assert decide([BLACKOUT], IN_INDIA).reason == "no_window"

    @pytest.mark.parametrize(
        ("window", "reason"),
        [
            (replace(EVERYWHERE, territories=frozenset({"US"})), "not_here"),
            (replace(EVERYWHERE, excluded_territories=frozenset({"IN"})), "not_here"),
            (replace(EVERYWHERE, platforms=frozenset({"tv"})), "not_on_this_platform"),
            (replace(EVERYWHERE, from_at=NOON + DAY), "not_yet"),
            (replace(EVERYWHERE, until_at=NOON), "no_longer"),
        ],
    )
    def test_says_why_not(self, window: Window, reason: str) -> None:
        assert decide([window], IN_INDIA).reason == reason

    def test_begins_at_its_first_instant_and_ends_before_its_last(self) -> None:
        window = replace(EVERYWHERE, from_at=NOON, until_at=NOON + DAY)
        instants = [NOON - timedelta(microseconds=1), NOON, NOON + DAY]
        found = [decide([window], replace(IN_INDIA, at=each)).is_offered for each in instants]
        assert found == [False, True, False]

    def test_says_from_when_on_it_is_offered(self) -> None:
        later = replace(EVERYWHERE, from_at=NOON + 2 * DAY)
        assert decide([later], IN_INDIA).opens_at == NOON + 2 * DAY

    def test_opens_when_the_blackout_ends(self) -> None:
        decision = decide([EVERYWHERE, BLACKOUT], IN_INDIA)
        assert (decision.reason, decision.opens_at) == ("blackout", NOON + DAY)

    def test_never_opens_inside_a_blackout(self) -> None:
        later = replace(EVERYWHERE, from_at=NOON + timedelta(hours=1))
        assert decide([later, BLACKOUT], IN_INDIA).opens_at == NOON + DAY
        assert decide([later, replace(BLACKOUT, until_at=None)], IN_INDIA).opens_at is None

    def test_gives_a_nameless_place_only_what_has_no_limits(self) -> None:
        nowhere = replace(IN_INDIA, country=None)
        assert decide([EVERYWHERE], nowhere).is_offered
        for limit in (
            replace(EVERYWHERE, territories=frozenset({"IN"})),
            replace(EVERYWHERE, excluded_territories=frozenset({"US"})),
        ):
            assert decide([limit], nowhere).reason == "not_here"
        dark_elsewhere = replace(BLACKOUT, territories=frozenset({"US"}))
        assert not decide([EVERYWHERE, dark_elsewhere], nowhere).is_offered

    def test_puts_the_cheapest_offer_first(self) -> None:
        rented = replace(EVERYWHERE, id=UUID(int=3), monetisation=Monetisation.RENT)
        with_ads = replace(EVERYWHERE, id=UUID(int=4), monetisation=Monetisation.ADS)
        decision = decide([rented, with_ads], IN_INDIA)
        assert [each.monetisation for each in decision.offers] == ["ads", "rent"]
        assert decision.free == decision.offers[0]

    def test_is_free_only_for_the_plan_it_is_made_to(self) -> None:
        early = replace(EVERYWHERE, plans=frozenset({"premium"}))
        assert decide([early], IN_INDIA).free is None
        assert decide([early], IN_INDIA).is_offered
        assert decide([early], replace(IN_INDIA, plan="premium")).free is not None


hours = st.integers(-3, 3).map(lambda hour: NOON + timedelta(hours=hour))
places = st.frozensets(st.sampled_from(["IN", "US", "DE"]), max_size=2)
windows = st.builds(
    Window,
    id=st.builds(new_id),
    from_at=hours,
    until_at=st.none() | hours,
    territories=st.just(frozenset({"*"})) | places,
    excluded_territories=places,
    platforms=st.just(frozenset({"*"})) | st.frozensets(st.sampled_from(["web", "tv"])),
    plans=st.just(frozenset({"*"})) | st.just(frozenset({"premium"})),
    monetisation=st.sampled_from(Monetisation),
    is_blackout=st.integers(0, 3).map(lambda one_in_four: one_in_four == 0),
)
askers = st.builds(
    Asker,
    country=st.sampled_from([None, "IN", "US"]),
    platform=st.sampled_from([Platform.WEB, Platform.TV]),
    plan=st.sampled_from([None, "premium"]),
    at=hours,
)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
class TestOffered:
    @settings(
        max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(
        titles=st.lists(st.lists(windows, max_size=4), min_size=8, max_size=8),
        some=st.lists(askers, min_size=6, max_size=6),
    )
    async def test_is_true_of_what_the_decision_offers(
        self, database: Database, titles: list[list[Window]], some: Sequence[Asker]
    ) -> None:
        by_id = {new_id(): each for each in titles}
        async with database.write() as session:
            session.add_all(a_title(title_id) for title_id in by_id)
            await session.flush()
            session.add_all(a_row(title_id, w) for title_id in by_id for w in by_id[title_id])
            await session.flush()
            for asker in some:
                of_these = select(TitleRow.id).where(TitleRow.id.in_(by_id))
                found = set(await session.scalars(of_these.where(offered(asker))))
                told = {title_id for title_id in by_id if decide(by_id[title_id], asker).is_offered}
                assert found == told
            await session.rollback()

    async def test_is_false_of_what_is_no_longer_or_not_yet_published(
        self, database: Database
    ) -> None:
        ended, draft, gone = rows = [a_title(new_id()) for _ in range(3)]
        ended.expire_at, draft.state, gone.deleted_at = NOON, "draft", NOON
        async with database.write() as session:
            session.add_all(rows)
            await session.flush()
            session.add_all(a_row(each.id, replace(EVERYWHERE, id=new_id())) for each in rows)
            await session.flush()
            assert not (await session.scalars(select(TitleRow).where(offered(IN_INDIA)))).all()
            assert (
                len((await session.scalars(select(TitleRow).where(granted(IN_INDIA)))).all()) == 3
            )
            await session.rollback()

    async def test_reads_a_window_as_it_was_written(self, database: Database) -> None:
        assert database
        window = replace(
            EVERYWHERE, territories=frozenset({"IN", "US"}), plans=frozenset({"basic"})
        )
        assert window_of(a_row(new_id(), window)) == window


def a_title(title_id: UUID) -> TitleRow:
    """Return a published film."""
    return TitleRow(
        id=title_id,
        slug=str(title_id),
        kind="movie",
        state="published",
        owner_id=title_id,
        name="First Light",
        original_name="",
        tagline="",
        synopsis="",
        rating="",
        languages=[],
        folded="first light",
        created_at=NOON,
        updated_at=NOON,
        listed_at=NOON,
    )


def a_row(title_id: UUID, window: Window) -> RightsWindowRow:
    """Return a window as its table has it."""
    return RightsWindowRow(
        id=window.id,
        title_id=title_id,
        from_at=window.from_at,
        until_at=window.until_at,
        territories=text_of(window.territories),
        excluded_territories=text_of(window.excluded_territories),
        platforms=text_of(window.platforms),
        plans=text_of(window.plans),
        monetisation=window.monetisation,
        max_rung=window.max_rung,
        is_download_allowed=window.is_download_allowed,
        is_blackout=window.is_blackout,
        licensor="",
        notes="",
        created_at=NOON,
        updated_at=NOON,
    )
