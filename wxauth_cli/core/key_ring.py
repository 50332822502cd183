"""Many session_keys against one ciphertext: the last two blocks sort out all but one in 256."""

from collections.abc import Iterator, Sequence

from wxauth_cli.core import base64_text
from wxauth_cli.core.aes import BLOCK, PaddingError, decrypt_raw, unpad

__all__ = ["padding_keys"]


def padding_keys(keys: Sequence[str], ciphertext: bytes) -> Iterator[int]:
    """Yield the indices of the keys under which ``ciphertext`` (whole blocks) ends in PKCS#7 padding.

    Right padding is no proof: one wrong key in 256 has it too. Keys that are not 16 bytes in
    canonical base64 are passed over. About 20,000 keys a second.
    """
    tail = (bytes(BLOCK) + ciphertext)[-2 * BLOCK :]
    for index, key in enumerate(keys):
        try:
            data = base64_text.decode(key)
            if len(data) == BLOCK:
                unpad(decrypt_raw(tail[BLOCK:], data, tail[:BLOCK]))
                yield index
        except (base64_text.Base64Error, PaddingError):
            continue
