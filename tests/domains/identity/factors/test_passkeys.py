"""Passkeys: added, signed in with, used as a second factor, managed."""

import asyncio
import json
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import delete

from streamverse.domains.identity.models import CredentialRow
from streamverse.domains.identity.public import Role
from streamverse.kit.db import Database
from streamverse.kit.settings import Settings
from tests.domains.identity.factors.authenticator import Authenticator
from tests.domains.identity.factors.conftest import Meet
from tests.domains.identity.factors.people import SECOND, Person

PASSKEYS = "/api/v1/me/passkeys"
SIGN_IN = "/api/v1/auth/passkey"
FACTORS = "/api/v1/me/second-factors"


async def signed_in_with(person: Person, phone: Authenticator, **wish: Any) -> httpx.Response:
    """Sign in by a passkey alone."""
    shown = await person.shown(phone, SIGN_IN)
    return await person.client.post(SIGN_IN, json=shown | wish)


class TestAdd:
    async def test_is_nothing_for_strangers(self, meet: Meet) -> None:
        stranger = await meet("Nobody")
        for path in (f"{PASSKEYS}/options", PASSKEYS):
            assert (await stranger.client.post(path, json={})).status_code == 401

    async def test_takes_a_proof_of_the_last_minutes(self, asha: Person) -> None:
        asha.clock.advance(minutes=11)
        answer = await asha.client.post(f"{PASSKEYS}/options")
        assert answer.json()["code"] == "step_up_required"

    async def test_keeps_what_the_authenticator_made(self, asha: Person) -> None:
        added = await asha.add_passkey(Authenticator(is_synced=True), "Asha's phone")
        assert added.status_code == 201
        assert len(added.json()["recovery_codes"]) == 10
        assert (await asha.add_passkey(Authenticator(), "Key")).json()["recovery_codes"] == []
        kept = (await asha.client.get(FACTORS)).json()["passkeys"]
        assert [(each["name"], each["is_synced"]) for each in kept] == [
            ("Asha's phone", True),
            ("Key", False),
        ]
        assert (await asha.logged()).count("passkey_added") == 2

    async def test_asks_for_one_that_knows_its_person_and_is_not_here_yet(
        self, asha: Person
    ) -> None:
        phone = Authenticator()
        await asha.add_passkey(phone)
        options = (await asha.client.post(f"{PASSKEYS}/options")).json()["options"]
        assert options["rp"] == {"id": "localhost", "name": "StreamVerse"}
        assert options["attestation"] == "none"
        assert options["authenticatorSelection"]["residentKey"] == "required"
        assert [each["id"] for each in options["excludeCredentials"]] == [phone.id]
        assert options["user"]["name"] == asha.email

    @pytest.mark.parametrize(
        "phone",
        [
            Authenticator(origin="https://evil.example"),
            Authenticator(origin="https://localhost.evil.example"),
            Authenticator(rp_id="evil.example"),
        ],
        ids=["wrong origin", "look-alike origin", "wrong host"],
    )
    async def test_refuses_what_was_made_for_another_site(
        self, asha: Person, phone: Authenticator
    ) -> None:
        answer = await asha.add_passkey(phone)
        assert answer.status_code == 422
        assert answer.json()["code"] == "passkey_not_taken"

    async def test_takes_any_port_of_ones_own_machine_but_only_there(self, asha: Person) -> None:
        dev = Authenticator(origin="http://localhost:5173")
        assert (await asha.add_passkey(dev)).status_code == 201
        settings = asha.services.get(Settings)
        asha.services.add(settings.model_copy(update={"public_url": "https://watch.example"}))
        moved = Authenticator(origin="http://localhost:5173", rp_id="watch.example")
        assert (await asha.add_passkey(moved)).json()["code"] == "passkey_not_taken"
        real = Authenticator(origin="https://watch.example", rp_id="watch.example")
        assert (await asha.add_passkey(real)).status_code == 201

    async def test_says_that_a_bare_address_has_no_passkeys(self, asha: Person) -> None:
        settings = asha.services.get(Settings)
        asha.services.add(settings.model_copy(update={"public_url": "http://192.0.2.7:8080"}))
        answer = await asha.client.post(f"{PASSKEYS}/options")
        assert answer.json()["code"] == "passkeys_need_a_name"
        assert not (await asha.client.get("/api/v1/auth/options")).json()["passkeys"]

    async def test_takes_a_challenge_once_and_from_its_own_person_only(
        self, asha: Person, ravi: Person
    ) -> None:
        asked = (await asha.client.post(f"{PASSKEYS}/options")).json()
        wish = {
            "challenge_id": asked["challenge_id"],
            "credential": Authenticator().create(asked["options"]),
            "name": "Phone",
        }
        stolen = await ravi.client.post(PASSKEYS, json=wish)
        assert stolen.json()["code"] == "challenge_unknown"
        late = await asha.client.post(PASSKEYS, json=wish)
        assert late.json()["code"] == "challenge_unknown"

    async def test_refuses_a_challenge_that_is_too_old_or_was_not_signed(
        self, asha: Person
    ) -> None:
        asked = (await asha.client.post(f"{PASSKEYS}/options")).json()
        other = (await asha.client.post(f"{PASSKEYS}/options")).json()
        wish = {
            "challenge_id": asked["challenge_id"],
            "credential": Authenticator().create(other["options"]),
            "name": "Phone",
        }
        answer = await asha.client.post(PASSKEYS, json=wish)
        assert answer.json()["code"] == "passkey_not_taken"
        asha.clock.advance(minutes=5, seconds=1)
        wish["challenge_id"] = other["challenge_id"]
        answer = await asha.client.post(PASSKEYS, json=wish)
        assert answer.json()["code"] == "challenge_unknown"

    async def test_refuses_one_that_is_known(self, asha: Person, ravi: Person) -> None:
        phone = Authenticator()
        await asha.add_passkey(phone)
        assert (await ravi.add_passkey(phone)).json()["code"] == "passkey_known"

    @pytest.mark.parametrize(
        "credential",
        [
            {},
            {"id": "\ud800", "rawId": "\ud800", "type": "public-key", "response": "\ud800"},
            {"id": "AA", "rawId": "AA", "type": "public-key", "response": None},
            {"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": 7}},
            {
                "id": "AA",
                "rawId": "AA",
                "type": "public-key",
                "response": {"clientDataJSON": "e30", "attestationObject": "oA"},
            },
        ],
    )
    async def test_survives_nonsense(self, asha: Person, credential: dict[str, Any]) -> None:
        asked = (await asha.client.post(f"{PASSKEYS}/options")).json()
        wish = {"challenge_id": asked["challenge_id"], "credential": credential, "name": "x"}
        as_json = {"content-type": "application/json"}  # a lone surrogate needs its escape
        answer = await asha.client.post(PASSKEYS, content=json.dumps(wish), headers=as_json)
        assert answer.status_code == 422
        assert answer.json()["code"] == "passkey_not_taken"
        asked = (await asha.client.post(f"{SIGN_IN}/options")).json()
        wish = {"challenge_id": asked["challenge_id"], "credential": credential}
        answer = await asha.client.post(SIGN_IN, content=json.dumps(wish), headers=as_json)
        assert answer.json()["code"] == "passkey_refused"


class TestSignIn:
    async def test_refuses_the_unknown_and_the_wrong_alike(
        self, asha: Person, ravi: Person
    ) -> None:
        phone = Authenticator()
        await asha.add_passkey(phone)
        stranger = Authenticator(user_handle=phone.user_handle)
        thief = Authenticator(user_handle=phone.user_handle, credential_id=phone.credential_id)
        as_ravi = phone.cloned()
        as_ravi.user_handle = ravi.id.bytes
        nameless = phone.cloned()
        nameless.user_handle = b""
        elsewhere = phone.cloned()
        elsewhere.origin = "https://evil.example"
        unverified = phone.cloned()
        unverified.verifies = False
        said: list[dict[str, Any]] = []
        for bad in (stranger, thief, as_ravi, nameless, elsewhere, unverified):
            answer = await signed_in_with(asha, bad)
            assert answer.status_code == 401
            said.append(answer.json())
        assert all(each == said[0] for each in said)
        assert said[0]["code"] == "passkey_refused"

    async def test_needs_no_password_and_no_second_factor(self, asha: Person) -> None:
        phone = Authenticator()
        await asha.add_passkey(phone)
        await asha.turn_on_totp()
        del asha.client.headers["authorization"]
        answer = asha.keep(await signed_in_with(asha, phone))
        assert answer.status_code == 200
        assert (await asha.client.get("/api/v1/me")).json()["second_factors"] == [
            "totp",
            "passkey",
        ]
        assert (await asha.client.get(FACTORS)).json()["passkeys"][0]["last_used_at"]

    async def test_can_hand_over_cookies(self, asha: Person) -> None:
        phone = Authenticator()
        await asha.add_passkey(phone)
        answer = await signed_in_with(asha, phone, transport="cookie")
        assert answer.json()["token_type"] == "cookie"
        assert "sv_access" in answer.cookies

    async def test_asks_for_any_passkey_of_a_person_it_knows(self, asha: Person) -> None:
        options = (await asha.client.post(f"{SIGN_IN}/options")).json()["options"]
        assert options["userVerification"] == "required"
        assert options["allowCredentials"] == []

    async def test_takes_a_challenge_once(self, asha: Person) -> None:
        phone = Authenticator()
        await asha.add_passkey(phone)
        shown = await asha.shown(phone, SIGN_IN)
        answers = await asyncio.gather(
            asha.client.post(SIGN_IN, json=shown), asha.client.post(SIGN_IN, json=shown)
        )
        assert sorted(answer.status_code for answer in answers) == [200, 422]

    async def test_refuses_a_signature_of_another_challenge(self, asha: Person) -> None:
        phone = Authenticator()
        await asha.add_passkey(phone)
        shown = await asha.shown(phone, SIGN_IN)
        other = (await asha.client.post(f"{SIGN_IN}/options")).json()
        shown["challenge_id"] = other["challenge_id"]
        answer = await asha.client.post(SIGN_IN, json=shown)
        assert answer.json()["code"] == "passkey_refused"
        shown["challenge_id"] = "never-given"
        answer = await asha.client.post(SIGN_IN, json=shown)
        assert answer.json()["code"] == "challenge_unknown"

    async def test_refuses_a_clone_and_writes_it_down(self, asha: Person) -> None:
        phone = Authenticator()
        await asha.add_passkey(phone)
        clone = phone.cloned()
        for _ in range(2):
            assert (await signed_in_with(asha, phone)).status_code == 200
        answer = await signed_in_with(asha, clone)
        assert answer.json()["code"] == "passkey_refused"
        assert "passkey_counter_refused" in await asha.logged()

    async def test_takes_authenticators_that_do_not_count(self, asha: Person) -> None:
        phone = Authenticator(counts=False)
        await asha.add_passkey(phone)
        for _ in range(2):
            assert (await signed_in_with(asha, phone)).status_code == 200

    async def test_is_no_sign_in_as_an_operator(self, meet: Meet) -> None:
        chief = await meet("Chief", Role.ADMIN)
        await chief.sign_in()
        phone = Authenticator()
        await chief.add_passkey(phone)
        chief.keep(await signed_in_with(chief, phone))
        assert not (await chief.client.get("/api/v1/me")).json()["is_operator"]


class TestSecondFactor:
    async def test_finishes_a_sign_in_without_knowing_its_person(self, asha: Person) -> None:
        key = Authenticator(verifies=False)
        await asha.add_passkey(key)
        asked = (await asha.sign_in()).json()
        assert asked["methods"] == ["passkey", "recovery_code"]
        shown = await asha.shown(key, SECOND, ticket=asked["ticket"])
        answer = await asha.second_step(asked["ticket"], method="passkey", **shown)
        assert answer.status_code == 200

    async def test_names_the_persons_own_and_takes_no_other(
        self, asha: Person, ravi: Person
    ) -> None:
        mine, theirs = Authenticator(), Authenticator()
        await asha.add_passkey(mine)
        await ravi.add_passkey(theirs)
        ticket = await asha.ticket()
        asked = (await asha.client.post(f"{SECOND}/options", json={"ticket": ticket})).json()
        assert [each["id"] for each in asked["options"]["allowCredentials"]] == [mine.id]
        shown = {
            "challenge_id": asked["challenge_id"],
            "credential": theirs.get(asked["options"]),
        }
        answer = await asha.second_step(ticket, method="passkey", **shown)
        assert answer.json()["code"] == "passkey_refused"

    async def test_takes_no_challenge_of_another_ticket(self, asha: Person) -> None:
        phone = Authenticator()
        await asha.add_passkey(phone)
        shown = await asha.shown(phone, SECOND, ticket=await asha.ticket())
        answer = await asha.second_step(await asha.ticket(), method="passkey", **shown)
        assert answer.json()["code"] == "challenge_unknown"


class TestManage:
    async def test_leaves_other_peoples_alone(self, asha: Person, ravi: Person) -> None:
        theirs = (await ravi.add_passkey(Authenticator())).json()["id"]
        for passkey_id in (theirs, uuid4()):
            path = f"{PASSKEYS}/{passkey_id}"
            renamed = await asha.client.patch(path, json={"name": "Mine"})
            removed = await asha.client.delete(path)
            assert renamed.json()["code"] == removed.json()["code"] == "no_such_passkey"

    async def test_renames_and_removes(self, asha: Person) -> None:
        phone = Authenticator()
        path = f"{PASSKEYS}/{(await asha.add_passkey(phone)).json()['id']}"
        assert (await asha.client.patch(path, json={"name": " Key "})).status_code == 204
        factors = (await asha.client.get(FACTORS)).json()
        assert factors["passkeys"][0]["name"] == "Key"
        assert (await asha.client.delete(path)).status_code == 204
        factors = (await asha.client.get(FACTORS)).json()
        assert (factors["passkeys"], factors["recovery_codes_left"]) == ([], 0)
        assert (await signed_in_with(asha, phone)).json()["code"] == "passkey_refused"
        assert (await asha.logged())[-2:] == ["passkey_renamed", "passkey_removed"]

    async def test_never_removes_the_last_way_in(self, asha: Person) -> None:
        ids = [(await asha.add_passkey(Authenticator())).json()["id"] for _ in range(2)]
        async with asha.services.get(Database).write() as session:
            await session.execute(delete(CredentialRow))
        answers = await asyncio.gather(*(asha.client.delete(f"{PASSKEYS}/{each}") for each in ids))
        assert sorted(answer.status_code for answer in answers) == [204, 409]
        refused = next(answer for answer in answers if answer.status_code == 409)
        assert refused.json()["code"] == "last_way_in"
