"""A device asks to be let in, and gets a code to show."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from streamverse.domains.identity.models import DeviceCodeRow
from streamverse.domains.identity.origin import Origin
from streamverse.domains.identity.qr import qr_svg
from streamverse.domains.identity.repository import device_codes
from streamverse.domains.identity.service.device_code import codes
from streamverse.domains.identity.service.devices.names import shown_kind, shown_name
from streamverse.domains.identity.service.devices.user_agents import describe
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

LIFETIME = timedelta(minutes=10)
INTERVAL_SECONDS = 5
PAGE = "/activate"
USER_AGENT_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """What a device shows, and the code it asks with again."""

    device_code: str
    user_code: str
    verification_uri: str
    verification_uri_complete: str
    expires_in: int
    interval: int
    qr_svg: str


async def ask_for_code(services: Services, origin: Origin) -> Asked:
    """Begin to wait for somebody who approves this device."""
    now = services.get(Clock).now()
    device_code = codes.new_device_code()
    described = describe(origin.user_agent)
    hint = origin.device
    async with services.get(Database).write() as session:
        user_code = codes.new_user_code()
        while await device_codes.is_shown(session, user_code):
            user_code = codes.new_user_code()
        session.add(
            DeviceCodeRow(
                digest=codes.digest_of(device_code),
                user_code=user_code,
                device_name=shown_name(hint.name if hint else None) or described.name,
                device_kind=shown_kind(hint.kind if hint else None) or described.kind,
                address=origin.address,
                user_agent=origin.user_agent[:USER_AGENT_LENGTH],
                state=device_codes.PENDING,
                interval_seconds=INTERVAL_SECONDS,
                created_at=now,
                expires_at=now + LIFETIME,
            )
        )
    page = services.get(Settings).site_url + PAGE
    complete = f"{page}?{urlencode({'code': codes.shown(user_code)})}"
    return Asked(
        device_code=device_code,
        user_code=codes.shown(user_code),
        verification_uri=page,
        verification_uri_complete=complete,
        expires_in=int(LIFETIME.total_seconds()),
        interval=INTERVAL_SECONDS,
        qr_svg=qr_svg(complete),
    )
