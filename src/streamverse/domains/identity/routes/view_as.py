"""View as over HTTP."""

from fastapi import APIRouter

router = APIRouter(tags=["identity"])
