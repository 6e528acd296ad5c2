"""No character that a terminal obeys or nobody sees leaves by any command: from values, keys, names, forms, files."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from planui.model.visible import INVISIBLE

CHARS = [
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e",
    *"\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\ufff9\ufffa\ufffb\ue000\U000e0001\U000e0020",
]
"""Every C0 and C1 control, bidirectional and zero-width sign, with one of each kind of private and tag characters."""

COMMANDS = [
    ["check"],
    ["check", "--format", "json"],
    ["check", "--format", "sarif"],
    ["check", "--format", "github"],
    ["check", "--diff"],
    ["stats"],
    ["stats", "--format", "json"],
    ["render"],
    ["recover"],
]

HOSTILE = "".join(CHARS)


def _escaped(text: str) -> str:
    """A TOML string of the text, what TOML forbids to stand raw written as escapes."""
    return '"' + "".join(f"\\U{ord(one):08x}" for one in text) + '"'


def _plan() -> str:
    every = _escaped(f"甲{HOSTILE}[/x][@click=app.quit]")
    rows = f"name = {every}\nunit = {every}\nkind = {every}\ntarget = {every}\nyears = [{every}]\n{every} = 1\n"
    return (
        'format = 1\nform = "gz-sti-repository-2020"\n'
        f"{every} = 1\n[fields]\nname = {every}\nhost = {every}\ndate = {every}\n{every} = 1\n"
        f'[sections."1"]\ntext = {every}\n{every} = 1\n[sections."4.1.2"]\ntext = {every}\n'
        f'[sections."6.2.1"]\ntext = {every}\n[[sections."6.2.1".indicators]]\n{rows}'
        f'[[sections."6.3".schedule]]\nperiod = {every}\ntasks = {every}\n[sections.{every}]\ntext = {every}\n'
        f"[[ignore]]\nrule = {every}\nsection = {every}\nreason = {every}\n"
    )


def _run(arguments: list[str], cwd: Path) -> bytes:
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(cwd), "XDG_STATE_HOME": str(cwd / "state")}
    done = subprocess.run(
        [sys.executable, "-m", "planui", *arguments], capture_output=True, cwd=cwd, env=environment, check=False
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode("utf-8", "replace")
    assert done.returncode in (0, 1, 2)
    return done.stdout + done.stderr


def _assert_visible(output: bytes) -> None:
    found = INVISIBLE.search(re.sub("[\n\t]", "", output.decode("utf-8")))
    assert found is None, (hex(ord(found.group())), output[:2000].decode("utf-8", "replace"))


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_every_field_of_a_plan(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(_plan(), encoding="utf-8")
    _assert_visible(_run([*arguments, "plan.toml"], tmp_path))


@pytest.mark.parametrize("arguments", [["check"], ["stats"], ["render"]], ids=" ".join)
def test_the_form_that_a_plan_names(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(f"format = 1\nform = {_escaped(HOSTILE)}\n", encoding="utf-8")
    _assert_visible(_run([*arguments, "plan.toml"], tmp_path))


@pytest.mark.parametrize("arguments", [["check"], ["check", "--format", "github"], ["stats"], ["render"]], ids=" ".join)
def test_raw_characters_and_a_hostile_name(arguments: list[str], tmp_path: Path) -> None:
    """What TOML lets stand raw (C1, bidi, zero-width), an error of syntax after it, and all in the file's name."""
    raw = "".join(one for one in HOSTILE if one >= "\x80")
    name = "".join(one for one in HOSTILE if one not in "\0/")[:60] + ".toml"
    (tmp_path / name).write_text(f'format = 1\nform = "甲{raw}" {raw}\n', encoding="utf-8")
    _assert_visible(_run([*arguments, name], tmp_path))
    _assert_visible(_run([*arguments, name + "nowhere"], tmp_path))


def test_diff_and_merge(tmp_path: Path) -> None:
    base = _plan()
    (tmp_path / "base.toml").write_text(base, encoding="utf-8")
    for name in ("ours", "theirs"):
        text = base.replace("甲", name) + f"# {name}\u202e\n"
        (tmp_path / f"{name}.toml").write_text(text.replace("甲", name), encoding="utf-8")
    _assert_visible(_run(["diff", "base.toml", "ours.toml"], tmp_path))
    _assert_visible(_run(["diff", "--format", "json", "base.toml", "ours.toml"], tmp_path))
    _assert_visible(_run(["merge", "base.toml", "ours.toml", "theirs.toml"], tmp_path))


def test_json_keeps_the_characters_as_escapes(tmp_path: Path) -> None:
    """What a program reads is whole: the characters are escaped, not lost."""
    (tmp_path / "plan.toml").write_text(_plan(), encoding="utf-8")
    output = _run(["check", "--format", "json", "plan.toml"], tmp_path)
    assert json.loads(output)["files"]


def test_a_hostile_form(tmp_path: Path) -> None:
    """A form of one's own with controls in its words: no command shows them raw."""
    source = Path(__file__).parents[2] / "src/planui/forms"
    (form,) = source.glob("gz-sti-repository-2020*")
    if form.is_dir():
        shutil.copytree(form, tmp_path / "own")
        target = next((tmp_path / "own").glob("*.toml"))
    else:
        target = Path(shutil.copy(form, tmp_path / "own.toml"))
    text = target.read_text(encoding="utf-8")
    target.write_text(text.replace("资源质量", "资源\u202e\u009b\u200b质量"), encoding="utf-8")
    relative = target.relative_to(tmp_path)
    (tmp_path / "plan.toml").write_text(f'format = 1\nform = "./{relative}"\n', encoding="utf-8")
    for arguments in (["check"], ["check", "--format", "github"], ["stats"]):
        _assert_visible(_run([*arguments, "plan.toml"], tmp_path))
