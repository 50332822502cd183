"""Query strings and URLs: one decoding, and the plus stays."""

from tests.core.reading.samples import APPID, CODE, DATA, IV, SPACED, payload
from wxauth_cli.core.message import message
from wxauth_cli.core.payload import Carrier
from wxauth_cli.core.reading import read_payloads
from wxauth_cli.core.secret import Secret

PERCENT_IV = IV.replace("=", "%3D")


def test_a_query_is_percent_decoded_once_and_its_plus_stays() -> None:
    """What a form decoder would make of the raw plus is for check-encoding to say."""
    text = f"encryptedData={DATA}&iv={PERCENT_IV}&session_key=a%252Bb\n"

    assert read_payloads(text, "input") == [
        payload(
            Carrier.QUERY, "query", encryptedData=DATA, iv=IV, session_key="a%2Bb",
            raw={"iv": PERCENT_IV, "session_key": "a%252Bb"},
        )
    ]  # fmt: skip


def test_spaces_in_a_decoded_query_are_kept() -> None:
    """The damage is the evidence."""
    assert read_payloads(f"?encryptedData={SPACED}&iv=x", "input") == [
        payload(Carrier.QUERY, "query", encryptedData=SPACED, iv="x")
    ]


def test_nested_names_and_html_entities_are_read() -> None:
    """``data[iv]`` is iv, ``&amp;`` separates, and ``&#43;`` is a part of the value."""
    assert read_payloads("data[iv]=a&#43;b&amp;data[encryptedData]=x", "input") == [
        payload(
            Carrier.QUERY, "query", iv="a&#43;b", encryptedData="x",
            clues=("spelling: data[iv]", "spelling: data[encryptedData]"),
        )
    ]  # fmt: skip


def test_bytes_that_are_no_utf8_stay_percent_encoded() -> None:
    """GBK in a query is neither guessed at nor destroyed."""
    assert read_payloads("rawData=%C4%E3&iv=%E4%BD%A0", "input") == [
        payload(
            Carrier.QUERY, "query", rawData="%C4%E3", iv="你", raw={"iv": "%E4%BD%A0"}
        )
    ]  # fmt: skip


def test_urls_are_read_one_a_line_with_their_fragments() -> None:
    """A page's parameters may stand behind the hash."""
    assert read_payloads(f"https://a.example/x?iv={IV}\nhttps://a.example/#/p?iv=b%2Bc\n", "input") == [
        payload(Carrier.QUERY, "url", "input:1", iv=IV),
        payload(Carrier.QUERY, "url", "input:2", iv="b+c", raw={"iv": "b%2Bc"}),
    ]


def test_a_jscode2session_url_hands_over_its_secret() -> None:
    """The AppSecret is told apart from the fields, so that it is masked and its owner warned."""
    secret = "0123456789abcdef0123456789abcdef"
    text = f"https://api.weixin.qq.com/sns/jscode2session?appid={APPID}&secret={secret}&js_code={CODE}"

    note = message(
        "an AppSecret stands in the input: whoever has seen it can act as your Mini Program; "
        "reset it in the WeChat console"
    )
    assert read_payloads(text, "input") == [
        payload(Carrier.QUERY, "url", appid=APPID, code=CODE, secrets=(Secret(secret),), notes=(note,))
    ]


def test_json_in_a_parameter_is_read() -> None:
    """Some clients send the whole event as one parameter."""
    assert read_payloads("data=%7B%22iv%22%3A%22a%2Bb%22%7D&x=1", "input") == [
        payload(Carrier.JSON, "query", iv="a+b")
    ]
