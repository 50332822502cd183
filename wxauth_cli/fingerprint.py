"""The key of this machine's fingerprints."""

import secrets
from contextlib import suppress

from wxauth_cli.environment import Environment

__all__ = ["fingerprint_key"]


def fingerprint_key(environment: Environment) -> bytes:
    """Return 32 random bytes, the same on every run of this machine (``state/fingerprint.key``)."""
    from wxauth_cli.files import write_private

    path = environment.state_dir / "fingerprint.key"
    try:
        key = path.read_bytes()
        if len(key) == 32:
            return key
    except OSError:
        pass
    key = secrets.token_bytes(32)
    with suppress(OSError):  # a read-only home: fingerprints then agree within one run only
        write_private(path, key)
    return key
