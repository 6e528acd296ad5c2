"""The README's three lines in a real repository: git merges and shows plans by section."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the sample, set up by what the README says, `planui` on the path."""
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "planui"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m planui "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    folder = tmp_path / "repository"
    folder.mkdir()
    shutil.copy(ROOT / "samples" / "lingnan" / "plan.toml", folder)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "user.email", "a@example.cn")
    git(folder, "config", "user.name", "a")
    lines = re.search(r"```sh\n(echo '\*\.toml merge=planui.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert lines is not None
    assert len(lines[1].splitlines()) == 3
    subprocess.run(["sh", "-e", "-c", lines[1]], cwd=folder, check=True)
    commit(folder)
    return folder


def git(folder: Path, *arguments: str, code: int = 0) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr + done.stdout
    return done.stdout


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")


def put(folder: Path, old: str, new: str) -> None:
    plan = folder / "plan.toml"
    text = plan.read_text(encoding="utf-8")
    assert text.count(old) == 1
    plan.write_text(text.replace(old, new), encoding="utf-8")


def test_merge_and_diff(repository: Path) -> None:
    # Two sentences of one paragraph, which is one line: git alone would find a conflict.
    git(repository, "switch", "-q", "-c", "other")
    put(repository, "资源从收集到注销的全过程都有成文依据。", "资源从收集到注销，全过程都有成文依据。")
    commit(repository)
    git(repository, "switch", "-q", "main")
    put(repository, "按环节分为收集整理类7项", "按环节可分为收集整理类7项")
    shown = git(repository, "diff")
    assert "第 4.1.2 节" in shown and "【+可+】" in shown
    commit(repository)
    git(repository, "merge", "-q", "--no-edit", "other")
    text = (repository / "plan.toml").read_text(encoding="utf-8")
    assert "注销，全过程" in text and "按环节可分为" in text and "<<<" not in text


def test_a_conflict(repository: Path) -> None:
    git(repository, "switch", "-q", "-c", "other")
    put(repository, "三证一码", "四证一码")
    commit(repository)
    git(repository, "switch", "-q", "main")
    put(repository, "三证一码", "三证两码")
    commit(repository)
    git(repository, "merge", "-q", "other", code=1)
    assert git(repository, "status", "--short") == "UU plan.toml\n"
    text = (repository / "plan.toml").read_text(encoding="utf-8")
    assert "<<<<<<< " in text and "四证一码" in text and "三证两码" in text
