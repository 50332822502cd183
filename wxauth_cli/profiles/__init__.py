"""Profiles: which app, with which secret, against which server, and where each value came from.

resolve.py   which profile, and the precedence of every value
profile.py   the answer: settings that remember their source
store.py     one TOML file a profile, written whole or not at all
names.py     what a profile may be called
checks.py    values that cannot be used (refused) and credentials mixed up (warned of)
secrets.py   secret_env and secret_command, read only when the secret is needed
"""

from wxauth_cli.profiles.profile import IncompleteProfileError, Profile, Setting
from wxauth_cli.profiles.resolve import NoProfileError, resolve

__all__ = ["IncompleteProfileError", "NoProfileError", "Profile", "Setting", "resolve"]
