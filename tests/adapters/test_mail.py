"""The roads mail takes: a real server on loopback, a folder, none."""

import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from streamverse.adapters.mail import FolderRoad, NoRoad, SmtpRoad, open_mail
from streamverse.domains.notifications.ports import MailDelayed, MailRefused, PreparedMail
from streamverse.kit.ids import new_id
from streamverse.kit.mail_settings import StartTls, smtp_server_in
from streamverse.kit.settings import WrongSettings, load_settings
from tests.adapters.smtp_server import PASSWORD, USER, Mailbox, certificate, smtp_server
from tests.running import free_port

SITE = "https://watch.example"


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Mailbox]:
    """An ordinary server, without TLS or passwords."""
    with smtp_server() as mailbox:
        yield mailbox


def road_to(port: int, options: str = "", login: str = "", scheme: str = "smtp") -> SmtpRoad:
    server = smtp_server_in(f"{scheme}://{login}localhost:{port}{options}")
    assert server
    return SmtpRoad(server, SITE)


def mail(to: str = "asha@example.com") -> PreparedMail:
    content = b"Subject: Hello\r\n\r\nA link: https://watch.example/reset?token=abc\r\n"
    return PreparedMail(new_id(), "no-reply@watch.example", to, content)


class TestSmtp:
    """Handing mail to a server."""

    async def test_delivers(self, mailbox: Mailbox) -> None:
        await road_to(mailbox.port).send(mail())
        assert mailbox.envelopes[-1].rcpt_tos == ["asha@example.com"]
        assert mailbox.envelopes[-1].mail_from == "no-reply@watch.example"
        assert mailbox.messages[-1]["subject"] == "Hello"

    async def test_waits_when_the_server_is_busy(self, mailbox: Mailbox) -> None:
        mailbox.answers.append("451 Try again later")
        with pytest.raises(MailDelayed, match="451 Try again later"):
            await road_to(mailbox.port).send(mail())

    async def test_gives_up_when_there_is_no_such_mailbox(self, mailbox: Mailbox) -> None:
        mailbox.refused_recipients["nobody@example.com"] = "550 No such user here"
        with pytest.raises(MailRefused, match="550 No such user here"):
            await road_to(mailbox.port).send(mail("nobody@example.com"))

    async def test_repeats_no_link_that_the_server_quotes(self, mailbox: Mailbox) -> None:
        mailbox.answers.append("554 Blocked: https://watch.example/reset?token=abc looks odd")
        with pytest.raises(MailRefused) as refused:
            await road_to(mailbox.port).send(mail())
        assert "token" not in str(refused.value)

    async def test_waits_for_a_server_that_is_away(self) -> None:
        with pytest.raises(MailDelayed, match="does not answer"):
            await road_to(free_port()).send(mail())

    @pytest.mark.parametrize(
        "to", ["a@b.example>\r\nRCPT TO:<eve@evil.example", "a@b\nc", "a@b,eve@evil.example"]
    )
    async def test_can_t_be_talked_into_another_recipient(self, mailbox: Mailbox, to: str) -> None:
        before = len(mailbox.envelopes)
        with pytest.raises(MailRefused):
            await road_to(mailbox.port).send(mail(to))
        assert len(mailbox.envelopes) == before


class TestSafeConnection:
    """TLS and passwords."""

    async def test_turns_into_tls_and_signs_in(self, tmp_path: Path) -> None:
        context, trust = certificate(tmp_path)
        login = f"{USER}:{quote(PASSWORD, safe='')}@"
        with smtp_server(tls_context=context, require_starttls=True, needs_auth=True) as mailbox:
            options = f"?starttls=required&ca={trust}"
            await road_to(mailbox.port, options, login).send(mail())
            assert mailbox.was_tls == [True]
            assert mailbox.signed_in == [USER]

            wrong = road_to(mailbox.port, options, f"{USER}:wrong@")
            with pytest.raises(MailDelayed, match="name and password: 535") as refused:
                await wrong.send(mail())
            assert "wrong" not in str(refused.value)

            untrusted = road_to(mailbox.port, "?starttls=required", login)
            with pytest.raises(MailDelayed):
                await untrusted.send(mail())
            assert len(mailbox.envelopes) == 1

    async def test_sends_nothing_in_clear_where_tls_is_required(self, mailbox: Mailbox) -> None:
        before = len(mailbox.envelopes)
        with pytest.raises(MailDelayed):
            await road_to(mailbox.port, "?starttls=required").send(mail())
        assert len(mailbox.envelopes) == before

    async def test_speaks_tls_from_the_first_byte(self, tmp_path: Path) -> None:
        context, trust = certificate(tmp_path)
        with smtp_server(ssl_context=context) as mailbox:
            await road_to(mailbox.port, f"?ca={trust}", scheme="smtps").send(mail())
            assert len(mailbox.envelopes) == 1


class TestServersAddress:
    """`SMTP_URL`."""

    def test_requires_tls_for_a_password_but_not_on_this_machine(self) -> None:
        far = smtp_server_in("smtp://me:pa%2Fss@mail.example")
        near = smtp_server_in("smtp://localhost:25")
        assert far
        assert near
        assert (far.starttls, far.port, far.password) == (StartTls.REQUIRED, 587, "pa/ss")
        assert near.starttls is StartTls.OFF
        assert "pa/ss" not in repr(far)

    @pytest.mark.parametrize(
        "url",
        ["mail.example", "http://mail.example", "smtp://me:hidden@h?tls=1", "smtp://me:hid/den@h"],
    )
    def test_is_refused_in_words_without_the_secret(self, url: str) -> None:
        with pytest.raises(WrongSettings, match="SMTP_URL") as refused:
            load_settings(SMTP_URL=url)
        assert "hid" not in str(refused.value)


class TestFolder:
    """Mail as files, where there is no server."""

    async def test_keeps_each_mail_for_the_service_alone(self, tmp_path: Path) -> None:
        road = FolderRoad(tmp_path / "mail")
        sent = mail()
        await road.send(sent)
        await road.send(sent)
        (file,) = (tmp_path / "mail").iterdir()
        assert file.name == f"{sent.id}.eml"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert await road.copy_of(sent.id) == sent.content

    async def test_forgets(self, tmp_path: Path) -> None:
        road = FolderRoad(tmp_path / "mail")
        first, second = mail(), mail()
        await road.send(first)
        await road.send(second)
        await road.forget(first.id)
        await road.forget(first.id)
        assert await road.copy_of(first.id) is None
        await road.forget_before(datetime.now(UTC) - timedelta(days=1))
        assert await road.copy_of(second.id) is not None
        await road.forget_before(datetime.now(UTC) + timedelta(seconds=1))
        assert await road.copy_of(second.id) is None


class TestChoice:
    """Which road the settings mean."""

    def test_is_the_server_else_the_folder_else_none(self, tmp_path: Path) -> None:
        smtp = load_settings(data=tmp_path, SMTP_URL="smtp://mail.example")
        folder = load_settings(data=tmp_path)
        neither = load_settings(data=tmp_path, database_url="postgresql://db/streamverse")
        assert isinstance(open_mail(smtp), SmtpRoad)
        assert isinstance(open_mail(folder), FolderRoad)
        assert isinstance(open_mail(neither), NoRoad)

    async def test_says_what_is_missing_where_there_is_none(self) -> None:
        with pytest.raises(MailRefused, match="SMTP_URL"):
            await NoRoad().send(mail())
