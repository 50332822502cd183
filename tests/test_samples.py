"""sample_payloads/: written by scripts/make_samples.py, and each file shows what its name says."""

from pathlib import Path

import pytest

from scripts.make_samples import FOLDER, samples, write_samples
from tests.conftest import Run

NOON = 1718940300.0  # a minute after the payloads were made
OFFICIAL = 1477314187.0

# file -> (decrypt: exit code, verdict, cause, findings), (check-encoding: exit code, findings)
SHOWS = {
    "official-user-info.json": ((0, "ok", None, []), (0, [])),
    "phone.json": ((0, "ok", None, []), (0, [])),
    "share.json": ((0, "ok", None, []), (0, [])),
    "we-run.json": ((0, "ok", None, []), (0, [])),
    "user-info-signed.json": ((0, "ok", None, []), (0, [])),
    "user-profile-anonymous.json": ((0, "ok", None, ["anonymous-user-data"]), (0, [])),
    "phone-wrapped-lines.json": ((0, "ok", None, ["line-breaks"]), (0, ["line-breaks"])),
    "phone-other-app.json": ((1, "ok", None, ["watermark-mismatch"]), (0, [])),
    "phone-stale-session-key.json": ((1, "failed", "wrong-session-key", ["wrong-session-key"]), (0, [])),
    "phone-wrong-iv.json": ((1, "repaired", "wrong-iv", ["wrong-iv"]), (0, [])),
    "phone-form-body.curl.txt": ((1, "failed", "session-key-missing", ["session-key-missing"]), (0, [])),
    "phone-raw-plus-in-url.txt": (
        (1, "failed", "session-key-missing", ["session-key-missing"]),
        (1, ["plus-unencoded", "plus-unencoded"]),
    ),
    "phone-java-log.txt": (
        (1, "repaired", "plus-to-space", ["plus-to-space", "plus-to-space"]),
        (1, ["plus-to-space", "plus-to-space"]),
    ),
    "user-info-cut-at-255.json": ((1, "partial", "truncated", ["truncated"]), (1, ["truncated"])),
    "phone-code-as-data.json": (
        (1, "failed", "wrong-thing-as-data", ["wrong-thing-as-data"]),
        (1, ["wrong-thing-as-data"]),
    ),
    **{
        f"phone-{name}.json": ((1, "repaired", cause, [cause]), (1, [cause]))
        for name, cause in (
            ("plus-to-space", "plus-to-space"),
            ("plus-dropped", "plus-dropped"),
            ("percent-encoded", "whole-percent-encoded"),
            ("session-key-json-escaped", "json-escaped"),
            ("fields-swapped", "fields-swapped"),
        )
    },
}


def test_the_folder_is_what_the_script_writes(tmp_path: Path) -> None:
    """Writing the samples anew changes no byte, adds no file and leaves none out."""
    write_samples(tmp_path)

    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in FOLDER.iterdir()}


def test_every_sample_has_its_line_here() -> None:
    """A new sample says here what it shows."""
    assert samples().keys() == SHOWS.keys()


@pytest.mark.parametrize("name", SHOWS)
def test_a_sample_shows_what_its_name_says(name: str, run: Run) -> None:
    """Verdict, cause, findings and exit code of both commands."""
    when = OFFICIAL if name.startswith("official") else NOON

    opened = run("decrypt", str(FOLDER / name), "--json", clock=lambda: when)
    checked = run("check-encoding", str(FOLDER / name), "--json")

    result, found = opened.json["result"], [finding["id"] for finding in opened.json["findings"]]
    assert (opened.exit_code, result["verdict"], result["cause"], found) == SHOWS[name][0]
    assert (checked.exit_code, [finding["id"] for finding in checked.json["findings"]]) == SHOWS[name][1]
