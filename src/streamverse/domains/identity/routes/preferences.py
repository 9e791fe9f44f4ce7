"""Preferences over HTTP: of a profile, or of the one that is active."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from streamverse.domains.identity.callers import SignedIn
from streamverse.domains.identity.profile_schemas import PreferencesBody, PreferencesPatch
from streamverse.domains.identity.routes.profiles import IfMatch
from streamverse.domains.identity.service.profiles.preferences import (
    change_preferences,
    read_preferences,
)
from streamverse.domains.identity.service.profiles.show import etag_of
from streamverse.kit.http import Reads
from streamverse.kit.http.provide import services_of

router = APIRouter(tags=["profiles"])


@router.get("/profiles/{profile_id}/preferences")
async def read_profile_preferences(
    profile_id: UUID, account: SignedIn, session: Reads, response: Response
) -> PreferencesBody:
    """Return how a profile wants things."""
    return _tagged(response, *await read_preferences(session, account, profile_id))


@router.patch("/profiles/{profile_id}/preferences")
async def edit_profile_preferences(
    profile_id: UUID,
    wish: PreferencesPatch,
    account: SignedIn,
    request: Request,
    response: Response,
    if_match: IfMatch = None,
) -> PreferencesBody:
    """Change some preferences; a child changes its languages, quality and motion."""
    services = services_of(request)
    changed = await change_preferences(services, account, profile_id, wish, if_match)
    return _tagged(response, *changed)


@router.get("/me/preferences")
async def read_my_preferences(
    account: SignedIn, session: Reads, response: Response
) -> PreferencesBody:
    """Return how the active profile wants things."""
    return _tagged(response, *await read_preferences(session, account, None))


@router.patch("/me/preferences")
async def edit_my_preferences(
    wish: PreferencesPatch,
    account: SignedIn,
    request: Request,
    response: Response,
    if_match: IfMatch = None,
) -> PreferencesBody:
    """Change some preferences of the active profile."""
    changed = await change_preferences(services_of(request), account, None, wish, if_match)
    return _tagged(response, *changed)


def _tagged(response: Response, body: PreferencesBody, version: int) -> PreferencesBody:
    response.headers["etag"] = etag_of(version)
    return body
