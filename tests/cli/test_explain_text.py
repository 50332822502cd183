"""``wxauth explain`` with pasted text: what it recognises in it, and what it never shows."""

from pathlib import Path

import pytest

from tests.conftest import Run

_APPSECRET = "0123456789abcdef0123456789abcdef"
_SESSION_KEY = "AAECAwQFBgcICQoLDA0ODw=="
_URL = f"https://api.weixin.qq.com/sns/jscode2session?appid=wx0123456789abcdef&secret={_APPSECRET}&js_code=x"
_STACK_TRACES = {
    "java": (
        'Exception in thread "main" java.lang.IllegalArgumentException: Illegal base64 character 20\n'
        "\tat java.base/java.util.Base64$Decoder.decode0(Base64.java:852)\n",
        ["java-base64-space"],
        "plus-to-space",
    ),
    "wxjava": (
        "me.chanjar.weixin.common.error.WxRuntimeException: AES解密失败！\n\tat a.b(C.java:1)\n"
        "Caused by: javax.crypto.BadPaddingException: pad block corrupted\n",
        ["java-wxjava-decrypt", "java-bad-padding-bouncycastle"],
        "wrong-session-key",
    ),
    "php": (
        "PHP Warning:  openssl_decrypt(): IV passed is only 14 bytes long, cipher expects an IV of precisely "
        "16 bytes, padding with \\0 in x.php on line 9\njson_decode: Malformed UTF-8 characters, possibly "
        "incorrectly encoded\n",
        ["php-iv-short", "php-json-utf8"],
        "plus-to-space",
    ),
    "node": (
        "node:internal/crypto/cipher:199\nError: error:1C80006B:Provider routines::wrong final block length\n"
        "  code: 'ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH'\n",
        ["openssl-final-block-length"],
        "plus-to-space",
    ),
    "go": (
        "panic: runtime error: slice bounds out of range [:-183]\n\ngoroutine 1 [running]:\n",
        ["go-slice-bounds"],
        "wrong-session-key",
    ),
    "python": (
        'Traceback (most recent call last):\n  File "x.py", line 3, in <module>\nUnicodeDecodeError: '
        "'utf-8' codec can't decode byte 0x9f in position 0: invalid start byte\n",
        ["python-utf8"],
        "wrong-session-key",
    ),
    "dotnet": (
        "System.Security.Cryptography.CryptographicException: Padding is invalid and cannot be removed.\n"
        "   at System.Security.Cryptography.RijndaelManagedTransform.DecryptData()\n",
        ["dotnet-padding"],
        "wrong-session-key",
    ),
    "ruby": (
        "x.rb:4:in `iv=': iv must be 16 bytes (ArgumentError)\nArgumentError: iv must be 16 bytes\n",
        ["ruby-iv-length"],
        "plus-to-space",
    ),
}


@pytest.mark.parametrize("stack", _STACK_TRACES)
def test_stack_trace_is_recognised(run: Run, stack: str) -> None:
    """Each runtime's own words give its messages and the likeliest cause of them all."""
    text, ids, likeliest = _STACK_TRACES[stack]

    result = run("explain", "-", "--json", stdin=text.encode()).json["result"]

    assert [answer["id"] for answer in result["answers"]] == ids
    assert result["together"]["causes"][0] == likeliest


def test_wrapped_exception_is_told_by_what_is_inside(run: Run) -> None:
    """The text answer: messages, what their class tells, causes, what is ruled out, what to collect."""
    ran = run("explain", "-", stdin=_STACK_TRACES["wxjava"][0].encode())

    lines = ran.stdout.splitlines()
    assert ran.exit_code == 0
    assert lines[0] == "! AES解密失败！  [java-wxjava-decrypt]"
    assert lines[2] == "! pad block corrupted  [java-bad-padding-bouncycastle]"
    assert lines[6].startswith("    wrong-session-key  ")
    assert "  More: wxauth explain wrong-session-key" in lines
    assert [line.split(":")[0] for line in lines if line.startswith(("  Ruled", "→ Collect"))] == [
        "  Ruled out",
        "→ Collect next",
    ]


@pytest.mark.parametrize("output", [(), ("--json",), ("--lang", "zh")])
def test_pasted_secret_is_masked_and_rotation_comes_first(run: Run, output: tuple[str, ...]) -> None:
    """A log with the AppSecret's URL, a session_key and a failure: the first thing said is to rotate."""
    text = f'GET {_URL}\n{{"session_key":"{_SESSION_KEY}"}}\nError: bad decrypt {_APPSECRET}\n'

    ran = run("explain", "-", *output, stdin=text.encode())

    assert ran.exit_code == 0
    assert "secret-in-text" in ran.stdout.partition("bad decrypt")[0]
    for secret in (_APPSECRET, _SESSION_KEY):
        assert secret not in ran.stdout + ran.stderr


def test_a_secret_alone_is_recognised(run: Run) -> None:
    """Whoever asks what this value is has shown it already."""
    ran = run("explain", _APPSECRET, "--json")

    assert ran.json["result"]["answers"][0]["id"] == "secret-in-text"
    assert _APPSECRET not in ran.stdout


def test_log_file_is_read_where_its_name_is_given(run: Run, tmp_path: Path) -> None:
    """Colours, odd bytes and repetition do no harm; the first line and the count are told."""
    log = tmp_path / "app.log"
    log.write_bytes(b"start\n" + b"\xff\x00 \x1b[31mbad \x1b[1mdecrypt\x1b[0m\n" * 3)

    answer = run("explain", str(log), "--json").json["result"]["answers"][0]

    assert (answer["id"], answer["line"], answer["count"]) == ("openssl-bad-decrypt", 2, 3)


def test_message_torn_by_pieces_and_wrapping_is_found(run: Run) -> None:
    """A message far into a long log, and one that a narrow window wrapped."""
    far = b"x" * 3_000_000 + b"\nIllegal base64 character 25\n"
    wrapped = b"Given final block\n  not properly\n  padded"

    first = run("explain", "-", "--json", stdin=far).json["result"]["answers"][0]["id"]
    second = run("explain", "-", "--json", stdin=wrapped).json["result"]["answers"][0]["id"]

    assert (first, second) == ("java-base64-percent", "java-bad-padding")
