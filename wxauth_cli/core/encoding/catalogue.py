"""The damages that can be undone, in the order in which they are tried: certain and outermost first."""

from wxauth_cli.core.encoding.characters import BASE64URL, CHARSET_CONVERSION, FULL_WIDTH, INVISIBLE
from wxauth_cli.core.encoding.damage import Damage
from wxauth_cli.core.encoding.escapes import HTML_ENTITIES, JSON_ESCAPED
from wxauth_cli.core.encoding.padding import EQUALS_EXTRA, EQUALS_STRIPPED
from wxauth_cli.core.encoding.percent import PERCENT_ENCODED
from wxauth_cli.core.encoding.repetition import LIST_JOINED, PASTED_TWICE
from wxauth_cli.core.encoding.representation import BASE64_OF_BASE64, BYTES_AS_DECIMAL, HEX
from wxauth_cli.core.encoding.whitespace import (
    LINE_BREAKS,
    LITERAL_BACKSLASH_N,
    PLUS_TO_SPACE,
    SURROUNDING_SPACE,
)
from wxauth_cli.core.encoding.wrappers import (
    LANGUAGE_REPR,
    QUOTES,
    REDIS_SERIALISER,
    SMART_QUOTES,
    SURPLUS_TEXT,
)

__all__ = ["DAMAGES", "ESCAPES"]

DAMAGES: tuple[Damage, ...] = (
    LINE_BREAKS,
    PLUS_TO_SPACE,
    SURROUNDING_SPACE,
    PERCENT_ENCODED,
    JSON_ESCAPED,
    HTML_ENTITIES,
    LITERAL_BACKSLASH_N,
    QUOTES,
    SMART_QUOTES,
    LANGUAGE_REPR,
    REDIS_SERIALISER,
    INVISIBLE,
    FULL_WIDTH,
    CHARSET_CONVERSION,
    BASE64URL,
    EQUALS_STRIPPED,
    EQUALS_EXTRA,
    PASTED_TWICE,
    LIST_JOINED,
    HEX,
    BYTES_AS_DECIMAL,
    BASE64_OF_BASE64,
    SURPLUS_TEXT,
)

# what writes a character in another way: it can be undone although the value is damaged otherwise too
ESCAPES: tuple[Damage, ...] = (
    LINE_BREAKS,
    PERCENT_ENCODED,
    JSON_ESCAPED,
    HTML_ENTITIES,
    QUOTES,
    SMART_QUOTES,
    INVISIBLE,
    FULL_WIDTH,
    BASE64URL,
    PLUS_TO_SPACE,
)
