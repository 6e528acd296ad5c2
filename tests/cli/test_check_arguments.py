"""What `check` does with arguments of which some are bad, and with more findings than anybody reads."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from planui.cli import run
from planui.told import MAX_FINDINGS
from tests.conftest import CORPUS

PLAN = CORPUS[0]


def test_what_can_be_checked_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run(["check", "--format", "json", str(empty), str(tmp_path / "gone.toml"), str(PLAN)]) == 2
    out, err = capsys.readouterr()
    assert [file["path"] for file in json.loads(out)["files"]] == [str(PLAN)]
    assert [line for line in err.splitlines() if "empty" in line] and "gone.toml" in err


@pytest.mark.parametrize("jobs", ["0", "-1"])
def test_no_fewer_than_one_process(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "-j", jobs, str(PLAN)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_pipe_and_a_link_are_not_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "waits.toml")
    (tmp_path / "around").symlink_to(tmp_path)
    assert run(["check", str(tmp_path)]) == 2
    capsys.readouterr()


def test_many_findings_end_with_their_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = 50
    text = "中文,\n" * (MAX_FINDINGS + more)
    path = tmp_path / "plan.toml"
    path.write_text(f'form = "gz-sti-repository-2020"\n[sections."2"]\ntext = """\n{text}"""\n', encoding="utf-8")
    run(["check", "--format", "json", "--select", "L601", str(path)])
    found = json.loads(capsys.readouterr().out)["files"][0]["diagnostics"]
    assert len(found) == MAX_FINDINGS + 1
    assert str(more) in found[-1]["message"] and found[-1]["fix"] is None
    run(["check", "--fix", "--select", "L601", str(path)])
    assert "," not in path.read_text(encoding="utf-8")
