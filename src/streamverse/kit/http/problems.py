"""Errors as RFC 9457 problem details, and their place in the OpenAPI document."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from streamverse.kit.errors import Invalid, Refusal
from streamverse.kit.log import logger

MEDIA_TYPE = "application/problem+json"
CODES = {
    400: "bad_request",
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "too_large",
    415: "unsupported_media_type",
}

log = logger(__name__)


class Problem(BaseModel):
    """A problem document (RFC 9457). `code` is stable; `detail` is for people."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str | None = None
    request_id: str | None = None
    errors: list[dict[str, str]] = Field(default_factory=list[dict[str, str]])


class _FieldErrors(Invalid):
    code = "invalid_fields"
    title = "Some fields are not valid"


def answer(request: Request, document: dict[str, Any], headers: dict[str, str]) -> JSONResponse:
    """Build the response for a problem document."""
    document["instance"] = request.url.path
    if request_id := request.scope.get("request_id"):
        document["request_id"] = request_id
    return JSONResponse(document, document["status"], headers, media_type=MEDIA_TYPE)


def install_problem_handlers(app: FastAPI) -> None:
    """Make every error leave as a problem document."""

    async def refused(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, Refusal)
        return answer(request, error.problem(), error.headers)

    async def invalid(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        fields = [
            {"field": ".".join(str(part) for part in each["loc"]), "message": each["msg"]}
            for each in error.errors()
        ]
        detail = "; ".join(f"{field['field']}: {field['message']}" for field in fields)
        return answer(request, _FieldErrors(detail, errors=fields).problem(), {})

    async def http_error(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        code = CODES.get(error.status_code, "http_error")
        document = {
            "type": f"urn:streamverse:problem:{code}",
            "title": str(error.detail),
            "status": error.status_code,
            "detail": str(error.detail),
            "code": code,
        }
        return answer(request, document, dict(error.headers or {}))

    async def fault(request: Request, error: Exception) -> JSONResponse:
        log.error("request_failed", path=request.url.path, exc_info=error)
        document = {
            "type": "urn:streamverse:problem:internal",
            "title": "Something went wrong on our side",
            "status": 500,
            "detail": "The request could not be finished. Nothing was changed; try again.",
            "code": "internal",
        }
        return answer(request, document, {})

    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(Exception, fault)
