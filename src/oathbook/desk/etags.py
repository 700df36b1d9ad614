"""Has anything changed since the browser asked the same? A tag of the question and the book's mark.

Invariant: a tag changes with everything that an answer under `/api/v1` rests on: the question, what is
recorded, the day, and this start of the desk. What lives only in memory (readings, the stream) has none.
"""

from __future__ import annotations

import hashlib
from typing import Any

from anyio import to_thread
from fastapi.responses import Response

from oathbook.desk.state import Desk

PREFIX = "/api/v1/"
_UNTAGGED = ("/api/v1/reading", "/api/v1/events", "/api/v1/session")


class Tags:
    """A layer that answers "not modified" before anything is worked out, and tags what goes out."""

    def __init__(self, app: Any, desk: Desk) -> None:
        self._app, self._desk = app, desk

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Answers with 304, or passes on and tags a 200."""
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] != "GET" or not _is_tagged(path):
            await self._app(scope, receive, send)
            return
        mark = await to_thread.run_sync(self._desk.mark)
        said = (
            f"{path}?{scope['query_string'].decode('latin-1')}|{mark}|{self._desk.today}|{self._desk.nonce}"
        )
        tag = f'W/"{hashlib.sha256(said.encode()).hexdigest()[:20]}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        asked = dict(scope["headers"]).get(b"if-none-match", b"").decode("latin-1")
        if tag in {part.strip() for part in asked.split(",")}:
            await Response(status_code=304, headers=headers)(scope, receive, send)
            return

        async def send_tagged(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                message["headers"] = [
                    *message["headers"],
                    *((name.lower().encode(), value.encode()) for name, value in headers.items()),
                ]
            await send(message)

        with self._desk.touches.at(mark):
            await self._app(scope, receive, send_tagged)


def _is_tagged(path: str) -> bool:
    return path.startswith(PREFIX) and not path.startswith(_UNTAGGED)
