"""What was read of titles is kept for some seconds, for each viewer by themselves."""

from uuid import UUID

from streamverse.domains.search.kept import Kept

ONE, TWO = UUID(int=1), UUID(int=2)


class Reader:
    """Knows one title, and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[list[UUID]] = []

    async def read(self, ids: list[UUID]) -> dict[UUID, str]:
        """Return what there is."""
        self.asked.append(ids)
        return {each: "one" for each in ids if each == ONE}


class TestKept:
    async def test_reads_what_it_does_not_know_and_nothing_else(self) -> None:
        kept, reader = Kept[str](10, 60.0), Reader()

        await kept.of("a", [ONE], reader.read)
        found = await kept.of("a", [ONE, TWO], reader.read)
        await kept.of("a", [ONE, TWO], reader.read)

        assert found == {ONE: "one"}
        assert reader.asked == [[ONE], [TWO]]

    async def test_tells_nobody_what_was_read_for_another(self) -> None:
        kept, reader = Kept[str](10, 60.0), Reader()

        await kept.of("a", [ONE], reader.read)
        await kept.of("b", [ONE], reader.read)

        assert reader.asked == [[ONE], [ONE]]

    async def test_reads_again_when_the_time_is_over(self) -> None:
        kept, reader = Kept[str](10, -1.0), Reader()

        await kept.of("a", [ONE], reader.read)
        await kept.of("a", [ONE], reader.read)

        assert reader.asked == [[ONE], [ONE]]

    async def test_keeps_no_more_than_it_may(self) -> None:
        kept, reader = Kept[str](1, 60.0), Reader()

        found = await kept.of("a", [ONE, TWO], reader.read)
        await kept.of("a", [ONE], reader.read)

        assert found == {ONE: "one"}
        assert reader.asked == [[ONE, TWO], [ONE]]
