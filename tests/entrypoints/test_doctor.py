"""What `streamverse doctor` says about the road of mail and about places."""

from pathlib import Path

from streamverse.entrypoints.doctor import Finding, examine
from streamverse.kit.settings import Settings, load_settings
from tests.adapters.smtp_server import smtp_server
from tests.running import free_port


async def finding_of(check: str, settings: Settings) -> Finding:
    found = {finding.check: finding async for finding in examine(settings)}
    return found[check]


async def mail_of(settings: Settings) -> Finding:
    return await finding_of("mail", settings)


class TestMail:
    """Server, folder, or nothing."""

    async def test_by_a_server_is_well_when_it_answers(self, tmp_path: Path) -> None:
        with smtp_server() as mailbox:
            url = f"smtp://localhost:{mailbox.port}"
            finding = await mail_of(load_settings(data=tmp_path, SMTP_URL=url))
        assert (finding.verdict, finding.what) == ("ok", f"by the server localhost:{mailbox.port}")

    async def test_by_a_server_that_is_away_is_wrong(self, tmp_path: Path) -> None:
        url = f"smtp://me:hidden@localhost:{free_port()}"
        finding = await mail_of(load_settings(data=tmp_path, SMTP_URL=url))
        assert finding.verdict == "wrong"
        assert "does not answer" in finding.what
        assert "hidden" not in str(finding)

    async def test_in_a_folder_says_which(self, tmp_path: Path) -> None:
        finding = await mail_of(load_settings(data=tmp_path))
        assert finding.verdict == "ok"
        assert str(tmp_path / "mail") in finding.what

    async def test_without_a_road_is_wrong(self, tmp_path: Path) -> None:
        url = f"postgresql://localhost:{free_port()}/streamverse"
        finding = await mail_of(load_settings(data=tmp_path, database_url=url))
        assert finding.verdict == "wrong"
        assert "SMTP_URL" in finding.advice


class TestPlaces:
    """A country file, or none."""

    async def test_without_a_file_are_well(self, tmp_path: Path) -> None:
        finding = await finding_of("places", load_settings(data=tmp_path))
        assert finding.verdict == "ok"
        assert "GEOIP_FILE" in finding.advice

    async def test_by_what_is_no_country_file_are_wrong(self, tmp_path: Path) -> None:
        path = tmp_path / "country.mmdb"
        path.write_text("not a country file")
        finding = await finding_of("places", load_settings(data=tmp_path, geoip_file=path))
        assert finding.verdict == "wrong"
        assert "GEOIP_FILE" in finding.what
