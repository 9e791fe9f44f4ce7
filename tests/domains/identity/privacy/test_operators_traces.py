"""What operators did to an account is its holder's to know; where the operators sat is not."""

import io
import json
import zipfile

from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.public import Role
from streamverse.domains.identity.repository import accounts
from streamverse.domains.identity.service.begin_sign_in import Proof, begin_family
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.identity.privacy.conftest import Deliver, Join

DESK = Origin("198.51.100.77", "the operator's browser", "bearer")


class TestOperatorsTraces:
    async def test_are_neither_in_ones_log_nor_in_ones_export(
        self, join: Join, deliver: Deliver, domain_services: Services
    ) -> None:
        asha, olu = await join("asha"), await join("olu", roles=frozenset({Role.SUPPORT}))
        async with domain_services.get(Database).write() as session:
            account = await accounts.account_by_id(session, asha.account_id)
            assert account is not None
            proof = Proof(factors=(), impersonator_id=olu.account_id)
            now = domain_services.get(Clock).now()
            await begin_family(domain_services, session, account, DESK, now, proof=proof)

        log = (await asha.ask("GET", "/me/security-log")).json()["items"]
        assert log[0]["action"] == "signed_in"
        assert log[0]["address"] == ""

        export = (await asha.ask("POST", "/me/exports")).json()
        await deliver()
        answer = await asha.ask("GET", f"/me/exports/{export['id']}/file")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            files = {
                name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
            }
        assert len(json.loads(files["identity/sign_ins.json"])) == 2
        for text in files.values():
            assert DESK.address not in text
            assert DESK.user_agent not in text
            assert str(olu.account_id) not in text
