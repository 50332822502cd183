"""Which framework made the input, told by how it looks, and what its users change."""

import re
from typing import NamedTuple

from wxauth_cli.core.finding import Finding
from wxauth_cli.core.message import Message, message
from wxauth_cli.core.payload import Payload

__all__ = ["Stack", "advised", "stack_of"]

# damages that a form or query decoder makes, or that decoding once too often or too rarely leaves
_DECODING = {
    "plus-to-space",
    "plus-dropped",
    "plus-percent-once",
    "plus-percent-twice",
    "whole-percent-encoded",
    "plus-unencoded",
}


class Stack(NamedTuple):
    """A framework: the pattern in the clues or the text that betrays it, and its advice on decoding."""

    name: str
    pattern: str
    advice: Message


_STACKS = (
    Stack(
        "wx.request",
        r"micromessenger|servicewechat|wechatdevtools|miniprogram",
        message(
            "The mini program sent it: use wx.request with method 'POST' and an object as data; it encodes "
            "by itself, so no encodeURIComponent."
        ),
    ),
    Stack(
        "Java",
        r"notation: java|okhttp|apache-httpclient|resttemplate|java/|spring",
        message(
            "In Java: getParameter and @RequestParam have decoded already, so no URLDecoder after them; "
            "a client that builds the URL calls UriComponentsBuilder.encode(), or sends a @RequestBody."
        ),
    ),
    Stack(
        "PHP",
        r"notation: php|guzzlehttp|php/|laravel|thinkphp",
        message(
            "In PHP: $_GET and $_POST are decoded already, so no urldecode() after them; JSON bodies are "
            "read from php://input."
        ),
    ),
    Stack(
        "Python",
        r"notation: python|python-requests|python-httpx|aiohttp|werkzeug|django|flask",
        message(
            "In Python: request.args, request.form and request.GET are decoded already, so no unquote_plus() "
            "after them; requests.post(json=…) sends JSON."
        ),
    ),
    Stack(
        "Node.js",
        r"axios|node-fetch|undici|express|koa",
        message(
            "In Node.js: req.query and req.body are decoded already, so no decodeURIComponent after them; "
            "axios.post with an object sends JSON."
        ),
    ),
    Stack(
        "Go",
        r"notation: go|go-http-client",
        message(
            "In Go: r.FormValue has decoded already, so no url.QueryUnescape after it; when sending, "
            "url.Values.Encode() encodes and url.PathEscape does not."
        ),
    ),
)


def stack_of(payload: Payload) -> Stack | None:
    """Return the framework that the payload's clues betray, or None."""
    clues = "\n".join(payload.clues)
    return next((stack for stack in _STACKS if re.search(stack.pattern, clues, re.IGNORECASE)), None)


def advised(findings: list[Finding], payload: Payload) -> list[Finding]:
    """Return ``findings`` with the advice of the user's own framework where decoding is at fault."""
    stack = stack_of(payload)
    if stack is None:
        return findings
    return [
        finding._replace(own_fix=stack.advice) if finding.id in _DECODING else finding for finding in findings
    ]
