"""Devices over HTTP."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from streamverse.domains.identity import cookies
from streamverse.domains.identity.callers import Owner
from streamverse.domains.identity.device_schemas import Device, DeviceChange, Devices
from streamverse.domains.identity.routes.handing import seen_in
from streamverse.domains.identity.service.devices.rename import rename_device
from streamverse.domains.identity.service.devices.show import devices_of
from streamverse.domains.identity.service.devices.sign_out import revoke_device, sign_out_others
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.provide import services_of
from streamverse.kit.settings import Settings

router = APIRouter(prefix="/me/devices", tags=["identity"])


@router.get("")
async def list_my_devices(owner: Owner, request: Request, session: Reads) -> Devices:
    """List what the account signed in with: this device first, then the one used last."""
    shown = await devices_of(services_of(request), session, owner.id, owner.family_id)
    return Devices(items=[Device.model_validate(each) for each in shown])


@router.patch("/{device_id}", status_code=204)
async def rename_my_device(
    owner: Owner, device_id: UUID, change: DeviceChange, session: Writes
) -> None:
    """Give a device a name."""
    await rename_device(session, owner.id, device_id, change.name)


@router.delete("/{device_id}", status_code=204)
async def revoke_my_device(
    owner: Owner, device_id: UUID, request: Request, response: Response
) -> None:
    """Sign a device out at once; if it is this one, this sign-in ends."""
    services = services_of(request)
    is_this = await revoke_device(
        services, owner.id, device_id, family_id=owner.family_id, seen=seen_in(request)
    )
    if is_this:
        cookies.forget_sign_in(response, services.get(Settings))


@router.post("/sign-out-others", status_code=204)
async def sign_out_my_other_devices(owner: Owner, request: Request) -> None:
    """Sign out everywhere but here."""
    await sign_out_others(
        services_of(request), owner.id, family_id=owner.family_id, seen=seen_in(request)
    )
