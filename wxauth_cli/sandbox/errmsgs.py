"""The words that WeChat puts beside an errcode, for the errcodes that a person may ask for by number."""

__all__ = ["errmsg_of"]

_TEXTS = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40003: "invalid openid",
    40013: "invalid appid",
    40014: "invalid access_token",
    40029: "invalid code",
    40066: "invalid url",
    40097: "invalid args",
    40125: "invalid appsecret",
    40163: "code been used",
    40226: "code blocked",
    40243: "appsecret is frozen",
    41001: "access_token missing",
    41002: "appid missing",
    41004: "appsecret missing",
    41008: "missing code",
    42001: "access_token expired",
    43002: "require POST method",
    44002: "empty post data",
    44991: "reach max api minute frequence",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit  mustslower  retry next minute",
    47001: "data format error",
    48001: "api unauthorized",
    48006: "forbid to clear quota because of reaching the limit",
    50002: "user limited",
    87007: "session_key is not existd or expired",
    87008: "invalid sig_method",
    87009: "invalid signature",
    89002: "open not exists",
    89300: "invalid trade",
}


# since 2023, and on /cgi-bin only: getuserphonenumber has been seen without it
_ADVICE = ", could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r"


def errmsg_of(errcode: int, path: str = "") -> str:
    """Return the text that the API behind ``path`` gives, without rid.

    It is empty, as errcode 1007 has it, when it is not known here.
    """
    advice = _ADVICE if errcode == 40001 and path.startswith("/cgi-bin/") else ""
    return _TEXTS.get(errcode, "") + advice
