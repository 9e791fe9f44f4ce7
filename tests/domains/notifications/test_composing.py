"""The message around a letter: headers that nobody else can write."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from streamverse.domains.notifications.composing import Sender, compose, mailbox_of, sender_of
from streamverse.domains.notifications.ports import MailRefused, PreparedMail
from streamverse.domains.notifications.rendering import Button, Rendered, render
from streamverse.kit.ids import new_id
from streamverse.kit.settings import WrongSettings, load_settings

NOW = datetime(2026, 3, 14, 18, 5, tzinfo=UTC)
SENDER = Sender(
    mailbox_of("no-reply@watch.example", "StreamVerse"), mailbox_of("help@watch.example")
)
LINK = "https://watch.example/reset?token=" + "Ab_9-" * 20


def letter(language: str = "en") -> Rendered:
    facts = {"email": "asha@example.com", "name": "Asha"}
    return render("reset_password", language, facts, Button(LINK, NOW))


def composed(
    to: str = "asha@example.com", name: str = "Asha", language: str = "en"
) -> PreparedMail:
    return compose(new_id(), SENDER, mailbox_of(to, name), letter(language), NOW)


def read(mail: PreparedMail) -> EmailMessage:
    return message_from_bytes(mail.content, policy=default)


class TestInjection:
    """CRLF and friends in what people call themselves."""

    @pytest.mark.parametrize(
        "name",
        [
            "Asha\r\nBcc: eve@evil.example",
            "Asha\nSubject: You won",
            "Asha\r\n\r\n<html>Hello",
            "Asha\x00\x0b\x0c\x85\u2028Bcc: eve@evil.example",
            '"Asha" <eve@evil.example>,',
            "=?utf-8?q?Asha=0D=0ABcc:_eve@evil.example?=",
        ],
    )
    def test_adds_no_header_and_no_recipient(self, name: str) -> None:
        mail = composed(name=name)
        message = read(mail)
        assert mail.recipient == "asha@example.com"
        assert [one.addr_spec for one in message["to"].addresses] == ["asha@example.com"]
        assert message["bcc"] is None
        assert len(message.get_all("subject", [])) == 1
        assert message["subject"] == "Choose a new password for StreamVerse"
        assert message.get_content_type() == "multipart/alternative"

    @pytest.mark.parametrize(
        "address", ["a@b.example\r\nBcc: eve@evil.example", "a b@c.example", "nobody", "@", "a@\n"]
    )
    def test_is_no_address(self, address: str) -> None:
        with pytest.raises(MailRefused):
            mailbox_of(address)


class TestMessage:
    """What a mail program gets."""

    def test_says_whom_it_is_from_and_that_no_person_wrote_it(self) -> None:
        mail = composed()
        message = read(mail)
        assert str(message["from"]) == "StreamVerse <no-reply@watch.example>"
        assert str(message["to"]) == "Asha <asha@example.com>"
        assert message["reply-to"].addresses[0].addr_spec == "help@watch.example"
        assert message["message-id"] == f"<{mail.id}@watch.example>"
        assert message["date"].datetime == NOW
        assert message["auto-submitted"] == "auto-generated"
        assert message["content-language"] == "en"

    @pytest.mark.parametrize("language", ["en", "hi", "ar"])
    def test_has_both_parts_whole_in_seven_bits(self, language: str) -> None:
        mail = composed(language=language)
        assert mail.content.isascii()
        assert max(len(line) for line in mail.content.split(b"\r\n")) <= 998
        message = read(mail)
        text, html = message.get_body(("plain",)), message.get_body(("html",))
        assert text
        assert html
        assert [part.get_content_type() for part in message.iter_parts()] == [
            "text/plain",
            "text/html",
        ]
        assert LINK in text.get_content().splitlines()
        assert f'href="{LINK}"' in html.get_content()
        assert message["subject"] == letter(language).subject

    def test_reaches_addresses_of_other_scripts(self) -> None:
        assert composed("asha@bücher.example").recipient == "asha@xn--bcher-kva.example"
        mail = composed("आशा@example.com", "आशा")
        assert mail.recipient == "आशा@example.com"
        assert "To: आशा <आशा@example.com>".encode() in mail.content


class TestSender:
    """`STREAMVERSE_MAIL_FROM`."""

    def test_is_the_site_s_own_name_without_one(self, tmp_path: Path) -> None:
        settings = load_settings(data=tmp_path, public_url="https://watch.example:8443/")
        assert str(sender_of(settings).mailbox) == "StreamVerse <no-reply@watch.example>"

    def test_is_what_the_operator_says(self, tmp_path: Path) -> None:
        settings = load_settings(
            data=tmp_path, mail_from="Kino <hallo@kino.example>", mail_reply_to="help@kino.example"
        )
        sender = sender_of(settings)
        assert str(sender.mailbox) == "Kino <hallo@kino.example>"
        assert sender.reply_to.addr_spec == "help@kino.example"

    @pytest.mark.parametrize("value", ["Kino", "a@b.example\r\nBcc: x@y.example"])
    def test_is_refused_when_it_is_none(self, tmp_path: Path, value: str) -> None:
        with pytest.raises(WrongSettings, match="MAIL_FROM"):
            load_settings(data=tmp_path, STREAMVERSE_MAIL_FROM=value)
