"""Identity over HTTP, by topic."""

from fastapi import APIRouter

from streamverse.domains.identity.routes import (
    account,
    api_tokens,
    audit,
    auth,
    avatars,
    device_code,
    devices,
    invitations,
    operator,
    passkeys,
    people,
    preferences,
    privacy,
    profiles,
    roles,
    second_factors,
    social,
    step_up,
    view_as,
)

router = APIRouter()
for topic in (
    auth,
    account,
    second_factors,
    passkeys,
    step_up,
    operator,
    social,
    devices,
    device_code,
    avatars,
    preferences,
    profiles,
    privacy,
    people,
    roles,
    view_as,
    invitations,
    api_tokens,
    audit,
):
    router.include_router(topic.router)

aliases = auth.aliases
