"""The one seam between sentences and languages (standard library gettext).

English texts are the message ids. The Chinese catalogue is opened at the first Chinese sentence and
never in an English run.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from wxauth_cli.core.message import Bilingual, Message

if TYPE_CHECKING:
    from gettext import NullTranslations

__all__ = ["LANGUAGES", "Translator", "language_of", "libraries_speak", "punctuated"]

LANGUAGES = ("en", "zh")


def language_of(variables: Mapping[str, str], asked: str | None = None) -> str:
    """Return ``"en"`` or ``"zh"``: ``--lang``, then ``WXAUTH_LANG``, then the locale variables."""
    for value in (asked, variables.get("WXAUTH_LANG")):
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    # the order of setlocale(3): LC_ALL wins over LC_MESSAGES wins over LANG
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := variables.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


class Translator:
    """Turn messages into sentences of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, sentence: Message | str) -> str:
        """Return ``sentence`` in the reader's language; nested messages among its values too."""
        if isinstance(sentence, str):
            return self._text(sentence)
        if isinstance(sentence, Bilingual):
            return sentence.texts[self.language]
        if sentence.many is not None:
            template = self._plural(sentence.text, sentence.many, sentence.count)
        else:
            template = self._text(sentence.text)
        values = {name: self._value(value) for name, value in sentence.values.items()}
        return template.format_map({"count": sentence.count, **values})

    def _value(self, value: object) -> object:
        return self(value) if isinstance(value, Message) else value

    def _text(self, text: str) -> str:
        return text if self.language == "en" or not text else _catalogue(self.language).gettext(text)

    def _plural(self, one: str, many: str, count: int) -> str:
        if self.language == "en":
            return one if count == 1 else many
        return _catalogue(self.language).ngettext(one, many, count)


@cache
def _catalogue(language: str) -> "NullTranslations":
    from gettext import GNUTranslations, NullTranslations
    from importlib import resources

    file = resources.files("wxauth_cli") / "locale" / language / "LC_MESSAGES" / "wxauth.mo"
    try:
        with file.open("rb") as stream:
            return GNUTranslations(stream)
    except (OSError, UnicodeDecodeError):  # a broken installation answers in English
        return NullTranslations()


def punctuated(text: str, language: str) -> str:
    """Return what click joined from translated parts with the stops and spaces of ``language``.

    Click itself writes the full stop behind "Missing argument 'X'" and the space before "Did you mean".
    """
    if language != "zh":
        return text
    return f"{text} ".replace("'. ", "'。 ").replace("。 ", "。").rstrip()


@contextmanager
def libraries_speak(language: str) -> Iterator[None]:
    """Let click's own words ("Usage", "No such option") come from our catalogue too.

    Click asks the process-wide gettext domain, which finds its language in ``LANGUAGE``; both are
    put back at the end.
    """
    if language == "en":
        yield
        return
    import gettext
    import os
    from pathlib import Path

    before, domain = os.environ.get("LANGUAGE"), gettext.textdomain()
    gettext.bindtextdomain("wxauth", str(Path(__file__).parent / "locale"))
    gettext.textdomain("wxauth")
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before
