"""Device code over HTTP."""

from fastapi import APIRouter

router = APIRouter(tags=["identity"])
