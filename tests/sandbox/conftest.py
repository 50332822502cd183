"""A sandbox of its own for every test, with a clock that a test can turn."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest

from wxauth_cli.core.shapes import SANDBOX_APPID, SANDBOX_SECRET
from wxauth_cli.sandbox.exchange import Reply, Request
from wxauth_cli.sandbox.service import Sandbox

START = 1_700_000_600.0


@dataclass
class Clock:
    """A clock that stands still until it is turned."""

    now: float = START

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class Server:
    """A backend's view of the sandbox: calls made with the right parameters unless told otherwise."""

    sandbox: Sandbox
    clock: Clock

    def ask(self, method: str, path: str, query: Mapping[str, str] | None = None, body: bytes = b"") -> Reply:
        return self.sandbox.answer(Request(method, path, urlencode(query or {}), {}, body, "192.0.2.1"))

    def errmsg(
        self, method: str, path: str, query: Mapping[str, str] | None = None, body: bytes = b""
    ) -> tuple[int, str]:
        """Return errcode and the words of errmsg, with rid and hint replaced by R and H."""
        document = json.loads(self.ask(method, path, query, body).body)
        return document["errcode"], without_chance(document["errmsg"])

    def get(self, path: str, **query: str) -> tuple[int, Any]:
        """Return errcode and document of a GET with a token; a refusal's document is its errmsg."""
        return _told(self.ask("GET", path, {"access_token": self.token(), **query}))

    def post(self, path: str, document: object, **query: str) -> tuple[int, Any]:
        """Return errcode and document of a POST with a token; a refusal's document is its errmsg."""
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        return _told(self.ask("POST", path, {"access_token": self.token(), **query}, body))

    def token(self) -> str:
        """Return the stable token, which stays the same."""
        return str(self.stable()["access_token"])

    def login(self, user: str = "demo") -> Any:
        """Return the session of a new login."""
        return self.session(self.sandbox.new_login_code(user))

    def session(self, code: str) -> Any:
        return json.loads(self.ask("GET", "/sns/jscode2session", session_query(code)).body)

    def classic(self) -> Any:
        return json.loads(self.ask("GET", "/cgi-bin/token", app_query("client_credential")).body)

    def stable(self, force_refresh: bool = False) -> Any:
        body = {**app_query("client_credential"), "force_refresh": force_refresh}
        return json.loads(self.ask("POST", "/cgi-bin/stable_token", body=json.dumps(body).encode()).body)

    def phone(self, code: str, token: str) -> Any:
        body = json.dumps({"code": code}).encode()
        return json.loads(
            self.ask("POST", "/wxa/business/getuserphonenumber", {"access_token": token}, body).body
        )


def _told(reply: Reply) -> tuple[int, Any]:
    document = json.loads(reply.body)
    errcode = document.get("errcode", 0)
    return errcode, without_chance(document["errmsg"]) if errcode else document


def app_query(grant_type: str) -> dict[str, str]:
    return {"grant_type": grant_type, "appid": SANDBOX_APPID, "secret": SANDBOX_SECRET}


def session_query(code: str) -> dict[str, str]:
    return {**app_query("authorization_code"), "js_code": code}


def without_chance(errmsg: str) -> str:
    errmsg = re.sub(r"rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$", "rid: R", errmsg)
    return re.sub(r"hint: \[[0-9A-Za-z._-]{16}\]", "hint: [H]", errmsg)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(tmp_path: Path, clock: Clock) -> Iterator[Sandbox]:
    with Sandbox(tmp_path, clock, Random(7)) as made:  # noqa: S311 - the same dice every time
        yield made


@pytest.fixture
def server(sandbox: Sandbox, clock: Clock) -> Server:
    return Server(sandbox, clock)
