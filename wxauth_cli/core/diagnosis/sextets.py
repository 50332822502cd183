"""Base64 characters and the AES blocks they cover: 64 characters are exactly three blocks."""

from base64 import b64decode

from wxauth_cli.core.aes import BLOCK

__all__ = [
    "ENDS",
    "blocks_from",
    "body_of",
    "characters_of_block",
    "end_of_block",
    "padded_body",
    "sextet_bits",
]

# characters before the padding, modulo 64, of whole blocks, and the padding that follows
ENDS = {0: "", 22: "==", 43: "="}


def body_of(text: str) -> str:
    """Return base64 ``text`` without its padding."""
    return text.rstrip("=")


def padded_body(body: str) -> str | None:
    """Return ``body`` with its padding when it is as long as whole blocks are, else None."""
    end = ENDS.get(len(body) % 64)
    return body + end if end is not None else None


def end_of_block(block: int) -> int:
    """Return how many characters of the body are needed to know all bits up to the end of ``block``."""
    return (128 * (block + 1) + 5) // 6


def characters_of_block(block: int) -> range:
    """Return the offsets of the characters that carry bits of ``block``; the outer two may be shared."""
    return range(128 * block // 6, end_of_block(block))


def blocks_from(body: str, block: int, count: int) -> bytes:
    """Return up to ``count`` whole blocks of ``body`` (clean base64) from ``block`` on."""
    group = BLOCK * block // 3 * 4
    piece = body[group : end_of_block(block + count - 1)]
    data = b64decode(piece + "A" * (-len(piece) % 4))
    skipped = BLOCK * block - group // 4 * 3
    whole = (len(piece) * 6 // 8 - skipped) // BLOCK * BLOCK
    return data[skipped : skipped + max(0, whole)]


def sextet_bits(body: str, most: int) -> tuple[int, int]:
    """Return the bits of the first ``most`` characters of ``body`` as one number, and how many there are."""
    piece = body[: most // 4 * 4]
    data = b64decode(piece + "A" * (-len(piece) % 4))
    bits = len(piece) * 6
    return int.from_bytes(data, "big") >> (len(data) * 8 - bits), bits
