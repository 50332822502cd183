"""The exit codes that scripts rely on."""

from enum import IntEnum

__all__ = ["ExitCode"]


class ExitCode(IntEnum):
    """Say how a command ended; the numbers are part of the contract and never change."""

    OK = 0
    PROBLEM_FOUND = 1  # wxauth did its work and found a problem
    USAGE = 2  # bad command line, unreadable or unusable input
    CONFIG = 3  # no such profile, incomplete or unsafe profile
    WECHAT = 4  # WeChat answered with an errcode
    NETWORK = 5  # no answer, or an answer that is not WeChat's
    INTERNAL = 70  # a bug in wxauth (EX_SOFTWARE of sysexits.h)
    INTERRUPTED = 130
