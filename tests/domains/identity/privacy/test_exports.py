"""Everything about a person as a ZIP: asked, gathered by every domain, packed, fetched, deleted."""

import asyncio
import hashlib
import io
import json
import zipfile
from typing import Any
from uuid import UUID

import httpx
import pytest

from streamverse.domains.identity import links
from streamverse.domains.identity.avatars.addresses import folder, own
from streamverse.domains.identity.links import LinkPurpose
from streamverse.domains.identity.models import ExportRow, ProfileRow
from streamverse.domains.identity.public import answer_export
from streamverse.domains.identity.service.begin_sign_in import Proof
from streamverse.domains.identity.service.privacy.upkeep import look_after_privacy
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services
from tests.domains.identity.privacy.conftest import (
    Deliver,
    InlineJobs,
    Join,
    Someone,
    Token,
    new_sign_in,
)
from tests.domains.identity.privacy.diary import Diary


async def asked(who: Someone) -> dict[str, Any]:
    """Ask for an export and return the answer's body."""
    answer = await who.ask("POST", "/me/exports")
    assert answer.status_code == 202, answer.text
    return answer.json()


async def state_of(who: Someone, export: dict[str, Any]) -> dict[str, Any]:
    """Return how an export stands."""
    return (await who.ask("GET", f"/me/exports/{export['id']}")).json()


def opened(answer: httpx.Response) -> dict[str, bytes]:
    """Return the files of a ZIP by their names."""
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


async def bearer(services: Services, who: Someone, proof: Proof) -> str:
    """Sign somebody in with a proof and return the header's value."""
    return f"Bearer {await new_sign_in(services, who.account_id, proof)}"


async def kids_profile(services: Services, who: Someone) -> UUID:
    """Give somebody a child's profile."""
    profile = ProfileRow(
        id=new_id(),
        account_id=who.account_id,
        slot=1,
        name="Kit",
        name_key="kit",
        avatar="set:fox",
        language="en",
        max_age=7,
        is_kids=True,
        preferences={},
        created_at=services.get(Clock).now(),
    )
    async with services.get(Database).write() as session:
        session.add(profile)
    await tell_changed(services, who.account_id)
    return profile.id


class TestAskingForAnExport:
    async def test_is_refused_to_a_stranger(self, client: httpx.AsyncClient) -> None:
        assert (await client.post("/api/v1/me/exports")).status_code == 401
        assert (await client.get(f"/api/v1/me/exports/{new_id()}")).status_code == 401
        assert (await client.get(f"/api/v1/me/exports/{new_id()}/file")).status_code == 401

    async def test_takes_a_fresh_proof(self, join: Join, clock: Any) -> None:
        asha = await join()
        clock.advance(minutes=11)
        answer = await asha.ask("POST", "/me/exports")
        assert answer.json()["code"] == "step_up_required"

    async def test_is_done_one_at_a_time_also_by_race(self, join: Join) -> None:
        asha = await join()
        answers = await asyncio.gather(*(asha.ask("POST", "/me/exports") for _ in range(3)))
        assert sorted(answer.status_code for answer in answers) == [202, 409, 409]

    async def test_gives_its_first_answer_again_to_a_repeated_request(self, join: Join) -> None:
        asha = await join()
        key = {"idempotency-key": "a"}
        answers = [await asha.ask("POST", "/me/exports", headers=key) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [202, 202]
        assert answers[0].json()["id"] == answers[1].json()["id"]

    async def test_is_done_once_a_day(self, join: Join, deliver: Deliver, clock: Any) -> None:
        asha = await join()
        await asked(asha)
        await deliver()
        clock.advance(minutes=5)
        again = await asha.ask("POST", "/me/exports")
        assert again.json()["code"] == "export_too_soon"
        assert 0 < int(again.headers["retry-after"]) <= 24 * 3600

    async def test_says_how_far_it_is(self, join: Join, deliver: Deliver, jobs: InlineJobs) -> None:
        asha = await join()
        export = await asked(asha)
        assert (export["state"], export["progress"]) == ("gathering", 0.0)
        jobs.lost = {"diary.gather_personal_data"}
        await deliver()
        half = await state_of(asha, export)
        assert half["state"] == "gathering"
        assert 0.4 < half["progress"] < 0.5


class TestAnExport:
    async def test_of_another_person_is_not_there(self, join: Join, deliver: Deliver) -> None:
        asha, ben = await join("asha"), await join("ben")
        export = await asked(asha)
        await deliver()
        for path in ("", "/file"):
            answer = await ben.ask("GET", f"/me/exports/{export['id']}{path}")
            assert answer.status_code == 404
            assert answer.json()["code"] == "no_such_export"

    async def test_is_not_fetched_by_an_operator_who_looks_on_nor_by_a_kids_profile(
        self, join: Join, deliver: Deliver, domain_services: Services
    ) -> None:
        asha, operator = await join(), await join("olu", roles=frozenset({"support"}))
        export = await asked(asha)
        await deliver()
        address = f"/me/exports/{export['id']}/file"
        looking_on = Proof(factors=(), impersonator_id=operator.account_id)
        asha.client.headers["authorization"] = await bearer(domain_services, asha, looking_on)
        assert (await asha.ask("GET", address)).json()["code"] == "not_in_person"
        assert (await asha.ask("POST", "/me/erasure")).json()["code"] == "view_as_reads_only"

        child = Proof(profile_id=await kids_profile(domain_services, asha))
        asha.client.headers["authorization"] = await bearer(domain_services, asha, child)
        for method, path in (
            ("GET", address),
            ("GET", "/me/privacy"),
            ("POST", "/me/exports"),
            ("POST", "/me/erasure"),
            ("DELETE", "/me/erasure"),
        ):
            assert (await asha.ask(method, path)).json()["code"] == "kids_profile", path

    async def test_holds_what_every_domain_answered(
        self, join: Join, deliver: Deliver, diary: Diary
    ) -> None:
        asha = await join()
        diary.pages[asha.account_id] = [{"page": number, "text": "é"} for number in range(3)]
        export = await asked(asha)
        await deliver()
        assert (await state_of(asha, export))["state"] == "ready"
        answer = await asha.ask("GET", f"/me/exports/{export['id']}/file")
        assert answer.headers["content-type"] == "application/zip"
        assert answer.headers["content-disposition"].startswith("attachment")
        files = opened(answer)
        assert json.loads(files["diary/pages.json"])[2] == {"page": 2, "text": "é"}
        assert json.loads(files["diary/cover.json"])["owner"] == str(asha.account_id)
        assert files["diary/drawing.png"] == b"\x89PNG drawing"
        assert json.loads(files["identity/account.json"])["email"] == asha.email
        assert json.loads(files["identity/profiles.json"])[0]["name"] == "asha"
        assert json.loads(files["identity/sign_ins.json"])[0]["address"] == "192.0.2.7"

    async def test_has_a_readme_in_words_and_an_index_for_programs(
        self, join: Join, deliver: Deliver
    ) -> None:
        asha = await join()
        export = await asked(asha)
        await deliver()
        files = opened(await asha.ask("GET", f"/me/exports/{export['id']}/file"))
        readme = files["README.txt"].decode()
        assert "diary/pages.json" in readme
        assert "Your diary." in readme
        for line in json.loads(files["index.json"])["files"]:
            content = files[line["path"]]
            assert line["bytes"] == len(content)
            assert line["sha256"] == hashlib.sha256(content).hexdigest()

    async def test_holds_the_pictures_of_profiles(
        self, join: Join, deliver: Deliver, domain_services: Services
    ) -> None:
        asha = await join()
        profile_id = await kids_profile(domain_services, asha)
        async with domain_services.get(Database).write() as session:
            (await session.get_one(ProfileRow, profile_id)).avatar = own("abc")
        key = f"{folder(profile_id, 'abc')}/avatar-512.webp"
        await domain_services.get(Objects).put(key, b"a face")
        export = await asked(asha)
        await deliver()
        files = opened(await asha.ask("GET", f"/me/exports/{export['id']}/file"))
        assert files[f"identity/avatars/{profile_id}.webp"] == b"a face"

    async def test_holds_no_secret(self, join: Join, deliver: Deliver) -> None:
        asha = await join()
        export = await asked(asha)
        await deliver()
        files = opened(await asha.ask("GET", f"/me/exports/{export['id']}/file"))
        text = b"".join(files.values()).decode("latin-1")
        for word in ("password_hash", "digest", "public_key", "pin_hash", "sealed"):
            assert word not in text

    async def test_is_complete_only_when_every_domain_has_answered(
        self, join: Join, deliver: Deliver, jobs: InlineJobs, domain_services: Services
    ) -> None:
        asha = await join()
        export = await asked(asha)
        jobs.lost = {"diary.gather_personal_data"}
        await deliver()
        early = await asha.ask("GET", f"/me/exports/{export['id']}/file")
        assert early.json()["code"] == "export_not_ready"
        async with domain_services.get(Database).write() as session:
            await answer_export(domain_services, session, UUID(export["id"]), "diary", ())
        await deliver()
        assert (await state_of(asha, export))["state"] == "ready"

    async def test_is_packed_once_when_a_domain_answers_twice(
        self, join: Join, deliver: Deliver, jobs: InlineJobs, domain_services: Services
    ) -> None:
        asha = await join()
        export = await asked(asha)
        await deliver()
        for _ in range(2):
            async with domain_services.get(Database).write() as session:
                await answer_export(domain_services, session, UUID(export["id"]), "diary", ())
        await deliver()
        assert jobs.ran.count("identity.pack_export") == 1
        files = opened(await asha.ask("GET", f"/me/exports/{export['id']}/file"))
        assert "diary/pages.json" in files

    @pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
    async def test_is_packed_once_when_two_domains_answer_at_once(
        self, join: Join, deliver: Deliver, jobs: InlineJobs, domain_services: Services
    ) -> None:
        asha = await join()
        export = await asked(asha)
        jobs.lost = {"diary.gather_personal_data", "identity.gather_personal_data"}
        await deliver()

        async def answer(domain: str) -> None:
            async with domain_services.get(Database).write() as session:
                await answer_export(domain_services, session, UUID(export["id"]), domain, ())

        await asyncio.gather(answer("diary"), answer("identity"))
        await deliver()
        assert jobs.ran.count("identity.pack_export") == 1
        assert (await state_of(asha, export))["state"] == "ready"

    async def test_is_packed_again_after_a_crash(
        self,
        join: Join,
        deliver: Deliver,
        domain_services: Services,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        asha = await join()
        export = await asked(asha)
        make, calls = links.make, list[int]()

        def killed_once(*args: Any, **more: Any) -> UUID:
            calls.append(1)
            if len(calls) == 1:
                raise OSError
            return make(*args, **more)

        monkeypatch.setattr(links, "make", killed_once)
        await deliver()
        assert len(calls) == 2
        files = opened(await asha.ask("GET", f"/me/exports/{export['id']}/file"))
        assert "diary/pages.json" in files
        kept = [info.key async for info in domain_services.get(Objects).list("exports")]
        assert kept == [f"exports/{export['id']}/export.zip"]

    async def test_fails_in_words_when_a_domain_keeps_failing_and_may_be_asked_again(
        self, join: Join, deliver: Deliver, diary: Diary, domain_services: Services
    ) -> None:
        asha = await join()
        diary.is_broken = True
        export = await asked(asha)
        await deliver()
        failed = await state_of(asha, export)
        assert failed["state"] == "failed"
        assert "diary" in failed["problem"]
        assert [info.key async for info in domain_services.get(Objects).list("exports")] == []
        diary.is_broken = False
        again = await asked(asha)
        await deliver()
        assert (await state_of(asha, again))["state"] == "ready"

    async def test_fails_when_a_domain_is_silent_for_half_a_day(
        self, join: Join, deliver: Deliver, jobs: InlineJobs, domain_services: Services, clock: Any
    ) -> None:
        asha = await join()
        export = await asked(asha)
        jobs.lost = {"diary.gather_personal_data"}
        await deliver()
        clock.advance(hours=13)
        await look_after_privacy(domain_services)
        async with domain_services.get(Database).read() as session:
            row = await session.get(ExportRow, UUID(export["id"]))
        assert row is not None
        assert (row.state, row.problem) == ("failed", "Not finished in time: diary.")

    async def test_is_deleted_after_seven_days(
        self, join: Join, deliver: Deliver, domain_services: Services, clock: Any, token_of: Token
    ) -> None:
        asha = await join()
        await asked(asha)
        await deliver()
        token = await token_of(LinkPurpose.EXPORT)
        clock.advance(days=7, seconds=1)
        await look_after_privacy(domain_services)
        assert [info.key async for info in domain_services.get(Objects).list("exports")] == []
        late = await asha.client.get("/api/v1/auth/export", params={"token": token})
        assert late.json()["code"] == "link_expired"


class TestTheMailedLink:
    async def test_is_refused_when_it_is_made_up_or_meant_for_something_else(
        self, join: Join, deliver: Deliver, client: httpx.AsyncClient, token_of: Token
    ) -> None:
        asha = await join()
        await asked(asha)
        await deliver()
        right = await token_of(LinkPurpose.EXPORT)
        await asha.ask("POST", "/me/erasure")
        other = await token_of(LinkPurpose.CANCEL_ERASURE)
        for token in ("nonsense", other, f"{right[:-4]}AAAA"):
            answer = await client.get("/api/v1/auth/export", params={"token": token})
            assert answer.json()["code"] == "link_invalid"

    async def test_gives_the_file_as_often_as_it_is_asked_for(
        self, join: Join, deliver: Deliver, client: httpx.AsyncClient, token_of: Token
    ) -> None:
        await asked(await join())
        await deliver()
        token = await token_of(LinkPurpose.EXPORT)
        for _ in range(2):
            answer = await client.get("/api/v1/auth/export", params={"token": token})
            assert "README.txt" in opened(answer)
            assert answer.headers["cache-control"] == "private, no-store"
