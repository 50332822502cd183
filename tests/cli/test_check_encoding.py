"""``wxauth check-encoding``: one verdict a value, whole documents, annotations, many files."""

import json
from pathlib import Path

from scripts.make_samples import samples
from tests.conftest import Run


def _sample(name: str, folder: Path) -> str:
    path = folder / name
    path.write_text(samples()[name])
    return str(path)


def test_the_whole_document_of_a_repairable_value(run: Run, tmp_path: Path) -> None:
    """Verdict and restored value a field; the finding says where."""
    name = _sample("phone-percent-encoded.json", tmp_path)
    whole = json.loads(samples()["phone.json"])["encryptedData"]
    damaged = json.loads(samples()["phone-percent-encoded.json"])["encryptedData"]

    ran = run("check-encoding", name, "--json")

    document = ran.json
    (finding,) = document.pop("findings")
    assert document == {
        "schema": 1,
        "command": "check-encoding",
        "ok": False,
        "exit_code": 1,
        "result": {
            "values": [
                {"source": name, "field": "encryptedData", "verdict": "damaged", "repaired": whole},
                *(
                    {"source": name, "field": field, "verdict": "intact", "repaired": None}
                    for field in ("iv", "session_key", "appid")
                ),
            ]
        },
        "error": None,
    }
    assert finding["positions"] == [place for place, sign in enumerate(damaged) if sign == "%"]
    assert (finding["id"], finding["field"], finding["source"]) == (
        "whole-percent-encoded",
        "encryptedData",
        name,
    )
    assert ran.exit_code == 1


def test_several_payloads_and_files_are_told_apart(run: Run, tmp_path: Path) -> None:
    """Each value carries its own source."""
    good = _sample("phone.json", tmp_path)
    many = tmp_path / "many.json"
    many.write_text(f"[{samples()['phone.json']}, {samples()['phone-plus-to-space.json']}]")

    ran = run("check-encoding", good, str(many), "--json")

    found = [(value["source"], value["verdict"]) for value in ran.json["result"]["values"]]
    assert len({source for source, _ in found}) == 3
    assert [source for source, verdict in found if verdict == "damaged"] == [found[-4][0]]
    assert ran.exit_code == 1


def test_annotations_stay_one_line_each(run: Run, tmp_path: Path) -> None:
    """Line breaks, percent signs, colons and commas are escaped as workflow commands want it."""
    folder = tmp_path / "a,b"
    folder.mkdir()
    name = _sample("phone-percent-encoded.json", folder)

    ran = run("check-encoding", name, "--format", "github")

    (line,) = ran.stdout.splitlines()
    head, _, data = line.removeprefix("::error ").partition("::")
    assert f"file={name.replace(',', '%2C')}," in head
    assert "%252B" in data and "%0A" in data


def test_intact_values_exit_with_0(run: Run, tmp_path: Path) -> None:
    """One line a file, nothing on stderr."""
    name = _sample("phone.json", tmp_path)

    ran = run("check-encoding", name)

    assert (ran.exit_code, ran.stdout, ran.stderr) == (
        0,
        f"✓ {name}: encryptedData, iv, session_key, appid intact\n",
        "",
    )


def test_no_file_is_a_usage_error(run: Run) -> None:
    """The hint is a command that works."""
    ran = run("check-encoding", "--json")

    assert (ran.exit_code, ran.json["error"]["type"]) == (2, "usage")
    assert "wxauth check-encoding payload.json" in ran.json["error"]["hint"]
