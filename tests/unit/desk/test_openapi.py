"""The committed description is that of the code: the front end's types are made from it."""

from __future__ import annotations

import json
from pathlib import Path

from oathbook.desk.openapi import DEFAULT, render

API = json.loads(render())


def test_the_committed_description_is_that_of_the_code() -> None:
    assert Path(DEFAULT).read_text("utf-8") == render(), "run python -m oathbook.desk.openapi"


def test_every_error_has_the_one_shape() -> None:
    for path, methods in API["paths"].items():
        for method, operation in methods.items():
            assert {"422", "default"} <= set(operation["responses"]), (path, method)
            for code, response in operation["responses"].items():
                if not code.startswith("2"):
                    (content,) = response["content"].values()
                    assert content["schema"]["$ref"].endswith("/ErrorOut"), (path, method, code)


def test_every_route_says_what_it_gives() -> None:
    for path, methods in API["paths"].items():
        for method, operation in methods.items():
            assert operation.get("description"), (path, method)
            assert path.startswith("/api/v1/")
