"""Which files does the desk hand out? The built app with its client routes, and the API's documentation.

Invariant: nothing outside the built folder is ever sent, whatever the path says.
"""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from oathbook.desk.problems import Refused
from oathbook.desk.security import PRINT_POLICY
from oathbook.desk.state import TheClocks, TheDesk

STATIC = Path(__file__).with_name("static")
_FOREVER = "public, max-age=31536000, immutable"  # names of built assets carry a hash of their content
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


def add_pages(api: FastAPI, static: Path | None = None) -> None:
    """Adds the documentation and, last of all, the app, whose routes are the client's own."""
    folder = (static or STATIC).resolve()

    @api.get("/api/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(render_docs(api.openapi()))

    @api.get("/api/docs.css", include_in_schema=False)
    def docs_style() -> Response:
        return Response(_DOCS_STYLE, media_type="text/css", headers={"Cache-Control": "no-cache"})

    @api.get("/brief/{actor}", include_in_schema=False)
    def brief(actor: str, desk: TheDesk, clocks: TheClocks) -> HTMLResponse:
        """The printable brief, which brings its own styles and runs nothing."""
        written = desk.once(
            ("brief", actor, clocks),
            lambda: desk.book.brief(actor, as_of=clocks.as_of, known_by=clocks.known_by, remember=False),
        )
        return HTMLResponse(written, headers={"Content-Security-Policy": PRINT_POLICY})

    @api.get("/{path:path}", include_in_schema=False)
    def page(path: str, request: Request) -> Response:
        if path.startswith("api/"):
            raise Refused(404, "not_found", f"There is no /{path}.")
        found = (folder / path).resolve()
        if path and found.is_file() and found.is_relative_to(folder):
            cache = _FOREVER if path.startswith("assets/") else "no-cache"
            return FileResponse(found, media_type=_TYPES.get(found.suffix), headers={"Cache-Control": cache})
        if Path(path).suffix and "text/html" not in request.headers.get("accept", ""):
            return Response(f"There is no /{path}.\n", status_code=404, media_type="text/plain")
        index = folder / "index.html"
        if not index.is_file():
            return HTMLResponse(_UNBUILT, status_code=503)
        return FileResponse(index, media_type="text/html", headers={"Cache-Control": "no-cache"})


_UNBUILT = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Oathbook</title><h1>The desk is not built</h1>'
    '<p>Run <code>make desk</code>. The API is here: <a href="/api/docs">/api/docs</a>.</p></html>'
)


def render_docs(schema: dict[str, Any]) -> str:
    """The API's documentation as one page that needs no script and no other host."""
    parts = [_intro(schema)]
    for path, methods in schema["paths"].items():
        parts += [_operation(path, method, operation) for method, operation in methods.items()]
    parts.append("<h2>Shapes</h2>")
    parts += [_shape(name, shape) for name, shape in sorted(schema["components"]["schemas"].items())]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Oathbook desk API</title>'
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/api/docs.css"></head>'
        f"<body><main>{''.join(parts)}</main></body></html>"
    )


def _intro(schema: dict[str, Any]) -> str:
    said = "".join(f"<p>{_code(line)}</p>" for line in schema["info"]["description"].strip().split("\n"))
    rows = "".join(
        f'<li><a href="#{operation["operationId"]}"><b>{method.upper()}</b> {html.escape(path)}</a> '
        f"{_code(operation.get('description', '').split('. ')[0])}</li>"
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    )
    name = html.escape(f"{schema['info']['title']} API {schema['info']['version']}")
    return f'<h1>{name}</h1>{said}<p>For programs: <a href="/api/openapi.json">openapi.json</a>.</p><ul>{rows}</ul>'


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    parameters = "".join(
        f"<tr><td><code>{html.escape(p['name'])}</code></td><td>{p['in']}{', needed' if p.get('required') else ''}"
        f"</td><td>{_type(p['schema'])}</td><td>{_code(p.get('description', ''))}</td></tr>"
        for p in operation.get("parameters", [])
    )
    table = (
        f"<table><tr><th>name</th><th>where</th><th>type</th><th>meaning</th></tr>{parameters}</table>"
        if parameters
        else ""
    )
    body = "".join(
        f"<p>Body: {_type(content['schema'])} ({html.escape(kind)})</p>"
        for kind, content in operation.get("requestBody", {}).get("content", {}).items()
    )
    answers = "".join(
        f"<p>Answers {html.escape(code)}: {_type(content.get('schema', {}))}</p>"
        for code, response in operation["responses"].items()
        for content in response.get("content", {}).values()
    )
    return (
        f'<section id="{operation["operationId"]}"><h2><b>{method.upper()}</b> {html.escape(path)}</h2>'
        f"<p>{_code(operation.get('description', ''))}</p>{table}{body}{answers}</section>"
    )


def _shape(name: str, shape: dict[str, Any]) -> str:
    needed = set(shape.get("required", []))
    rows = "".join(
        f"<tr><td><code>{html.escape(field)}</code></td><td>{'' if field in needed else 'may be left out'}</td>"
        f"<td>{_type(said)}</td><td>{_code(said.get('description', ''))}</td></tr>"
        for field, said in shape.get("properties", {}).items()
    )
    table = f"<table><tr><th>field</th><th></th><th>type</th><th>meaning</th></tr>{rows}</table>"
    return f'<section id="shape-{name}"><h3>{name}</h3><p>{_code(shape.get("description", ""))}</p>{table}</section>'


def _type(said: dict[str, Any]) -> str:
    if "$ref" in said:
        name = said["$ref"].rsplit("/", 1)[-1]
        return f'<a href="#shape-{name}">{name}</a>'
    for several in ("anyOf", "oneOf", "allOf"):
        if several in said:
            return " or ".join(_type(one) for one in said[several])
    if "enum" in said:
        return " | ".join(f"<code>{html.escape(json.dumps(value))}</code>" for value in said["enum"])
    if "const" in said:
        return f"<code>{html.escape(json.dumps(said['const']))}</code>"
    if said.get("type") == "array":
        return f"list of {_type(said.get('items', {}))}"
    return html.escape(said.get("format") or said.get("type") or "anything")


def _code(text: str) -> str:
    """Text made safe, with what stands between backticks as code."""
    parts = html.escape(text).split("`")
    return "".join(f"<code>{part}</code>" if n % 2 else part for n, part in enumerate(parts))


_DOCS_STYLE = """\
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h2 { font-size: 1.1rem; margin-top: 2.5rem; } h3 { font-size: 1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } ul { padding-left: 1.2rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8886; }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; } section { overflow-x: auto; }
"""
