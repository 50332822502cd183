"""Pasted text as the program wrote it: without colour codes, line wrapping and escapes of loggers."""

import re

__all__ = ["loosened", "without_terminal_codes"]

# CSI (colours, cursor), OSC (titles, links), and the two-character escapes
_TERMINAL = r"\x1b\[[0-?]{0,64}[ -/]{0,8}[@-~]|\x1b\][^\x07\x1b\n]{0,2048}(?:\x07|\x1b\\)|\x1b[@-Z\\-_]"
_UNICODE_ESCAPE = r"\\u([0-9a-fA-F]{4})"


def without_terminal_codes(text: str) -> str:
    """Return ``text`` without the escape sequences of a terminal recording."""
    return re.sub(_TERMINAL, "", text) if "\x1b" in text else text


def loosened(text: str) -> str:
    """Return ``text`` unescaped and on one line: what a JSON log or a narrow window tore apart is whole."""
    text = re.sub(_UNICODE_ESCAPE, lambda match: chr(int(match[1], 16)), text)
    return " ".join(text.replace("\\n", " ").replace('\\"', '"').replace("\\'", "'").split())
