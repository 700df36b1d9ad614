"""How does an error reach the browser? As one JSON shape, with the status that its kind has."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from oathbook.desk.schemas.common import ErrorOut, Fault
from oathbook.errors import (
    Ambiguous,
    LedgerError,
    NotFound,
    OathbookError,
    QueryError,
    Ungrounded,
    UnreadableInput,
)

ERRORS: dict[int | str, dict[str, Any]] = {
    422: {"model": ErrorOut, "description": "A parameter or body that cannot be used"},
    "default": {"model": ErrorOut, "description": "Any other error"},
}


class Refused(Exception):
    """A request that the desk itself turns down: a status, a short code, a sentence."""

    def __init__(self, status: int, code: str, message: str, **details: Any) -> None:
        self.status, self.code, self.details = status, code, details
        super().__init__(message)


def error_body(status: int, code: str, message: str, details: dict[str, Any] | None = None) -> dict[str, Any]:
    """The body of an error."""
    fault = Fault(code=code, message=message, status=status, details=details or {})
    return ErrorOut(error=fault).model_dump()


def handle_errors(app: FastAPI) -> None:
    """Lets every error of `app` leave it in the one shape."""

    @app.exception_handler(Refused)
    async def _refused(_request: Request, error: Refused) -> JSONResponse:
        return _respond(error.status, error.code, str(error), error.details)

    @app.exception_handler(OathbookError)
    async def _ours(_request: Request, error: OathbookError) -> JSONResponse:
        return _respond(*explain(error))

    @app.exception_handler(RequestValidationError)
    async def _invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        faults = [{"path": list(map(str, fault["loc"])), "message": fault["msg"]} for fault in error.errors()]
        said = "; ".join(f"{'.'.join(fault['path'])}: {fault['message']}" for fault in faults)
        return _respond(422, "invalid", said, {"faults": faults})

    @app.exception_handler(404)
    @app.exception_handler(405)
    async def _http(_request: Request, error: HTTPException) -> JSONResponse:
        return _respond(error.status_code, _code(error.status_code), str(error.detail), {})

    @app.exception_handler(HTTPException)
    async def _any_http(_request: Request, error: HTTPException) -> JSONResponse:
        return _respond(error.status_code, _code(error.status_code), str(error.detail), {})

    @app.exception_handler(Exception)
    async def _fault(_request: Request, error: Exception) -> JSONResponse:
        return _respond(500, "fault", f"A fault of the desk itself: {type(error).__name__}.", {})


def explain(error: OathbookError) -> tuple[int, str, str, dict[str, Any]]:
    """The status, code, sentence and facts of an error of the tree."""
    said = str(error)
    match error:
        case NotFound():
            return 404, "not_found", said, {"asked": error.asked, "near": list(error.near)}
        case Ambiguous():
            return 409, "ambiguous", said, {"asked": error.asked, "candidates": list(error.candidates)}
        case UnreadableInput():
            return 422, "unreadable", said, {"name": error.name, "cause": error.cause}
        case Ungrounded():
            return 422, "ungrounded", said, {"quote": error.quote, "found": error.found}
        case QueryError():
            return 400, "bad_question", said, {}
        case LedgerError():
            return 503, "book", said, {}
    return 500, "fault", said, {}


def _respond(status: int, code: str, message: str, details: dict[str, Any]) -> JSONResponse:
    return JSONResponse(error_body(status, code, message, details), status_code=status)


def _code(status: int) -> str:
    return HTTPStatus(status).phrase.lower().replace(" ", "_")
