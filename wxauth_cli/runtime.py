"""What every command is handed: the environment, the reader's wishes, and the voices to speak with."""

from collections.abc import Sequence
from typing import NamedTuple

from wxauth_cli.core.message import Message
from wxauth_cli.core.printable import printable
from wxauth_cli.environment import Environment
from wxauth_cli.i18n import Translator, language_of
from wxauth_cli.redaction import Redactor

__all__ = ["Preferences", "Runtime"]

_MARKS = {"warning": "!", "note": "·"}


class Preferences(NamedTuple):
    """How the answer is wanted; read before parsing, so that a bad command line is answered so too."""

    json: bool
    language: str
    verbosity: int
    show_secrets: bool

    @classmethod
    def scan(cls, arguments: Sequence[str], environment: Environment) -> "Preferences":
        """Find the common options anywhere in ``arguments``, before ``--``."""
        words = list(arguments)
        if "--" in words:
            words = words[: words.index("--")]
        verbosity = sum(word.count("v") for word in words if set(word[1:]) == {"v"} and word[0] == "-")
        return cls(
            json="--json" in words or _value_of("--format", words) == "json",
            language=language_of(environment.variables, _value_of("--lang", words)),
            verbosity=verbosity + words.count("--verbose"),
            show_secrets="--show-secrets" in words,
        )


class Runtime(NamedTuple):
    """Carry environment, preferences, translator and redactor through one run."""

    environment: Environment
    preferences: Preferences
    translate: Translator
    redactor: Redactor

    def warn(self, sentence: Message) -> None:
        """Say something on stderr that the user should know although the command goes on."""
        self._speak("warning", sentence)

    def note(self, sentence: Message) -> None:
        """Say something on stderr that helps, but changes nothing."""
        self._speak("note", sentence)

    def log(self, text: str) -> None:
        """Write a ``-v`` line (English, for bug reports) to stderr."""
        if self.preferences.verbosity:
            self.environment.stderr.write(printable(self.redactor.scrub(text)) + "\n")

    def _speak(self, voice: str, sentence: Message) -> None:
        text = printable(self.redactor.scrub(self.translate(sentence)))
        self.environment.stderr.write(f"{_MARKS[voice]} {text}\n")


def _value_of(option: str, words: Sequence[str]) -> str | None:
    for index, word in enumerate(words):
        if word == option and index + 1 < len(words):
            return words[index + 1]
        if word.startswith(option + "="):
            return word.partition("=")[2]
    return None
