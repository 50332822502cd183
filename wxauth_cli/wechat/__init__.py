"""WeChat's server, as a client sees it.

endpoints.py    the calls: method, path, and whether one spends a code
exchange.py     one request, one bounded reply; no retry, no redirect, no shared connection
replies.py      from a reply's JSON to values, or the reason why it is not WeChat's
errors.py       the error tree (imports no httpx)
client.py       code2Session, token, stable_token, getuserphonenumber, get_api_domain_ip
tokens.py       the access token of an app: cache, fetch, replace once
token_cache.py  access tokens on disk, one request among many processes
ledger.py       which codes this machine has sent
"""
