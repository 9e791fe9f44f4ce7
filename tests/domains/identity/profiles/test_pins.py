"""Setting PINs and taking them away."""

from uuid import UUID

from sqlalchemy import delete, select, update

from streamverse.domains.identity.models import (
    AuditRow,
    CredentialRow,
    ProfileRow,
    RefreshFamilyRow,
)
from streamverse.domains.identity.standing import tell_changed
from streamverse.kit.db import Database
from tests.domains.conftest import MovingClock
from tests.domains.identity.profiles.person import PASSWORD, PROFILES, Person, code_of

REFRESH = "/api/v1/auth/refresh"


async def unprove(person: Person) -> None:
    """Leave and come back: a child in between leaves no proof."""
    child = await person.add_child()
    await person.enter(child["id"])
    await person.enter(person.main_id)


async def choose_again(person: Person, refresh: str) -> str:
    """Have the sign-in in no profile, as after its profile was deleted; returns its next token."""
    async with person.services.get(Database).write() as session:
        here = update(RefreshFamilyRow).where(RefreshFamilyRow.id == person.family_id)
        await session.execute(here.values(profile_id=None))
    await tell_changed(person.services, person.account_id)
    answer = await person.client.post(REFRESH, json={"refresh_token": refresh})
    person.become(answer.json()["access_token"])
    return answer.json()["refresh_token"]


class TestSetPin:
    async def test_takes_proof_or_the_present_one(self, asha: Person) -> None:
        path = f"{PROFILES}/{asha.main_id}/pin"
        await unprove(asha)
        refused = await asha.client.put(path, json={"pin": "1234"})
        assert (refused.status_code, code_of(refused)) == (403, "step_up_required")
        made = await asha.add("Tara", pin="2468")
        path = f"{PROFILES}/{made['id']}/pin"
        wrong = await asha.client.put(path, json={"pin": "1234", "current_pin": "1111"})
        assert (wrong.status_code, code_of(wrong)) == (403, "wrong_pin")
        changed = await asha.client.put(path, json={"pin": "1234", "current_pin": "2468"})
        assert changed.status_code == 204
        await asha.enter(made["id"], pin="1234")

    async def test_stores_no_digit_and_writes_it_down(self, asha: Person) -> None:
        path = f"{PROFILES}/{asha.main_id}/pin"
        assert (await asha.client.put(path, json={"pin": "1234"})).status_code == 204
        assert (await asha.profile(asha.main_id))["has_pin"]
        async with asha.services.get(Database).read() as session:
            row = await session.get_one(ProfileRow, asha.main_id)
            query = select(AuditRow.facts).where(AuditRow.action == "profile_pin_set")
            assert list(await session.scalars(query)) == [{"profile": str(asha.main_id)}]
        assert (row.pin_hash or "").startswith("$argon2id$")


class TestRemovePin:
    async def test_takes_proof(self, asha: Person) -> None:
        await unprove(asha)
        answer = await asha.client.delete(f"{PROFILES}/{asha.main_id}/pin")
        assert (answer.status_code, code_of(answer)) == (403, "step_up_required")

    async def test_helps_who_forgot_it_and_is_in_a_kids_profile(
        self, asha: Person, clock: MovingClock
    ) -> None:
        child = await asha.add_child()
        path = f"{PROFILES}/{asha.main_id}/pin"
        assert (await asha.client.put(path, json={"pin": "1234"})).status_code == 204
        await asha.enter(child["id"])
        assert code_of(await asha.client.delete(path)) == "kids_profile"
        await asha.enter(asha.main_id, password=PASSWORD)
        clock.advance(seconds=1)
        proof = await asha.client.post("/api/v1/auth/step-up", json={"password": PASSWORD})
        asha.become(proof.json()["access_token"])
        assert (await asha.client.delete(path)).status_code == 204
        await asha.enter(child["id"])
        assert (await asha.enter(asha.main_id)).profile_id == UUID(str(asha.main_id))

    async def test_is_not_needed_by_who_proved_themselves_otherwise(
        self, asha: Person, clock: MovingClock
    ) -> None:
        child = await asha.add_child(pin="5555")
        await asha.enter(child["id"], pin="5555")
        assert code_of(await asha.try_to_enter(asha.main_id)) == "pin_required"
        clock.advance(seconds=1)
        proof = await asha.client.post("/api/v1/auth/step-up", json={"password": PASSWORD})
        asha.become(proof.json()["access_token"])
        assert code_of(await asha.client.post(PROFILES, json={"name": "X"})) == "kids_profile"
        assert (await asha.enter(asha.main_id)).proved_at is not None

    async def test_gives_way_to_a_new_sign_in_of_who_has_nothing_else_to_show(
        self, asha: Person, clock: MovingClock
    ) -> None:
        path = f"{PROFILES}/{asha.main_id}/pin"
        assert (await asha.client.put(path, json={"pin": "1234"})).status_code == 204
        async with asha.services.get(Database).write() as session:
            await session.execute(delete(CredentialRow))
        refresh = await choose_again(asha, asha.refresh)
        assert (await asha.enter(asha.main_id)).profile_id == asha.main_id
        await choose_again(asha, refresh)
        clock.advance(minutes=11)
        assert code_of(await asha.try_to_enter(asha.main_id)) == "pin_required"
