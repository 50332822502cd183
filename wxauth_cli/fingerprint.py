"""The key of this machine's fingerprints."""

from contextlib import suppress
from pathlib import Path

from wxauth_cli.environment import Environment

__all__ = ["fingerprint_key"]


def fingerprint_key(environment: Environment) -> bytes:
    """Return 32 random bytes, the same on every run of this machine (``state/fingerprint.key``)."""
    import secrets

    path = environment.state_dir / "fingerprint.key"
    key = _stored(path) or secrets.token_bytes(32)
    with suppress(OSError):  # a read-only home: fingerprints then agree within one run only
        key = _stored(path) or _store(path, key)
    return key


def _stored(path: Path) -> bytes | None:
    with suppress(OSError):
        key = path.read_bytes()
        return key if len(key) == 32 else None
    return None


def _store(path: Path, key: bytes) -> bytes:
    """Write ``key`` unless another process was first, and return the key that counts."""
    import secrets

    from wxauth_cli.files import write_private

    if path.exists():  # damaged
        write_private(path, key)
        return key
    mine = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    write_private(mine, key)
    try:
        path.hardlink_to(mine)  # unlike a rename, this fails when the name is taken
    except FileExistsError:
        return _stored(path) or key
    finally:
        mine.unlink()
    return key
