"""Readers for "paste anything": one file a form, one pure function for them all."""

from wxauth_cli.core.reading.recognise import read_payloads

__all__ = ["read_payloads"]
