"""Reset from the command line: for somebody who lost everything but the password."""

import asyncio

from typer.testing import CliRunner, Result

from streamverse.entrypoints.cli.user import app
from streamverse.kit.settings import Settings
from tests.domains.identity.factors.authenticator import Authenticator
from tests.domains.identity.factors.people import Person


async def factors(settings: Settings, *arguments: str) -> Result:
    """Run `streamverse user factors …` on a thread with a loop of its own."""
    environment = {
        "STREAMVERSE_DATA": str(settings.data),
        "JWT_SECRET_KEY": settings.jwt_secret_key.get_secret_value(),
    }
    return await asyncio.to_thread(
        CliRunner().invoke, app, ("factors", *arguments), env=environment
    )


class TestReset:
    async def test_names_an_account_that_is_not_there(self, settings: Settings) -> None:
        unknown = await factors(settings, "nobody@example.com", "--reset")
        assert unknown.exit_code != 0
        assert "nobody@example.com" in str(unknown.exception)

    async def test_lets_somebody_in_again_by_the_password(
        self, asha: Person, settings: Settings
    ) -> None:
        await asha.turn_on_totp()
        await asha.add_passkey(Authenticator(), "Phone")
        for _ in range(10):
            await asha.second_step(await asha.ticket(), code="x")
        shown = await factors(settings, asha.email)
        assert "Authenticator app: on" in shown.output
        assert "Passkeys: Phone" in shown.output
        assert (await asha.sign_in()).status_code == 403

        reset = await factors(settings, asha.email, "--reset")
        assert reset.exit_code == 0, reset.output
        assert "Recovery codes left: 0" in reset.output
        assert (await asha.sign_in()).status_code == 200
        assert "second_factors_reset" in await asha.logged()
        await asha.turn_on_totp()
        assert (await asha.second_step(await asha.ticket(), code=asha.code())).status_code == 200
