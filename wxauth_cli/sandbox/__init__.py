"""A WeChat that runs on this machine: same calls, same errors, invented people.

``service`` is the whole of it as plain values in and out; ``transport`` and ``asgi`` put it behind
httpx and behind a socket. The state is one SQLite file (``store``).
"""
