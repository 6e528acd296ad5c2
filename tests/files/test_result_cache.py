"""Results of earlier checks: told again only where nothing has changed, and never differently."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from planui import resources
from planui.cli import run
from planui.files import form_store, result_cache
from planui.report.reporter import FORMATS

PROGRAM = (
    "import sys; from planui.cli import run; code = run(sys.argv[1:]); sys.stderr.write(' '.join(sys.modules))\n"
    "sys.exit(code)"
)


@pytest.fixture
def plan(tmp_path: Path, sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan with pictures and a form of its own, and a cache that nobody else fills."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "work"
    shutil.copytree(sample.parent, folder)
    shutil.copy(Path(resources.forms_folder()) / "gz-sti-repository-2020.toml", folder / "form.toml")
    path = folder / "plan.toml"
    text = path.read_text(encoding="utf-8").replace('form = "gz-sti-repository-2020"', 'form = "form.toml"')
    path.write_text(text, encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    form_store._known.clear()  # as another process would
    status = run(["check", *arguments])
    out, err = capsys.readouterr()
    assert not err
    return status, out


def results(plan: Path) -> list[Path]:
    return sorted((plan.parents[1] / "cache/planui/results").iterdir())


def change_plan(plan: Path, dice: random.Random) -> None:
    text = plan.read_text(encoding="utf-8")
    at = dice.randrange(text.index("[sections"), len(text))
    new = dice.choice(("新", "的的", "5000", ",", "\n", "\u200b", '"', "![](gone.png)"))
    plan.write_text(text[:at] + new + text[at + dice.randrange(2) :], encoding="utf-8")


def change_pictures(plan: Path, dice: random.Random) -> None:
    pictures = sorted(plan.parent.rglob("*.png"))
    if not pictures:
        return
    picture = dice.choice(pictures)
    kind = dice.randrange(4)
    if kind == 0:
        picture.write_bytes(b"no picture")
    elif kind == 1:
        picture.unlink()
    elif kind == 2:
        outside = plan.parents[1] / "outside.png"
        outside.write_bytes(b"\x89PNG\r\n\x1a\n")
        picture.unlink()
        picture.symlink_to(outside)
    else:
        picture.rename(picture.with_name("gone.png"))


def change_form(plan: Path, dice: random.Random) -> None:
    form = plan.parent / "form.toml"
    text = form.read_text(encoding="utf-8")
    form.write_text(text.replace("limit = 1000", f"limit = {dice.randrange(10, 99)}"), encoding="utf-8")


@pytest.mark.parametrize("seed", range(3))
def test_what_is_known_is_told_as_if_it_were_found_anew(
    plan: Path, seed: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(seed)
    monkeypatch.chdir(plan.parent)
    changes = [change_plan, change_pictures, change_form, lambda plan, dice: None]
    for _ in range(7):
        dice.choice(changes)(plan, dice)
        rules = dice.choice(([], [], ["--select", "S,X"], ["--ignore", "S207"]))
        for lang in ("zh", "en"):
            for form in dice.sample(FORMATS, 2):
                asked = [dice.choice((str(plan), "plan.toml")), "--format", form, "--lang", lang, *rules]
                first = told(capsys, *asked)
                assert told(capsys, *asked) == first == told(capsys, *asked, "--no-cache")


def test_an_unchanged_plan_loads_no_rule(plan: Path) -> None:
    def loaded(*more: str) -> tuple[bytes, set[str]]:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, "check", str(plan), "--lang", "en", *more], capture_output=True, check=False
        )
        return done.stdout, set(done.stderr.decode().split())

    first, _ = loaded()
    again, modules = loaded()
    assert first == again
    assert not modules & {"planui.check", "planui.rules.table", "planui.model.toml", "hashlib"}
    assert "planui.rules.table" in loaded("--no-cache")[1]
    assert "planui.rules.table" in loaded("--format", "json")[1]  # nobody has counted the 字 yet
    assert "planui.rules.table" not in loaded("--format", "json")[1]


def test_another_program_knows_nothing(
    plan: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told(capsys, str(plan))
    (before,) = results(plan)
    monkeypatch.setattr(result_cache, "compiler_id", lambda: "another")
    told(capsys, str(plan))
    assert len(results(plan)) == 2 and before in results(plan)


@pytest.mark.parametrize("torn", [b"", b"x\x9c", b"null", b"[]"])
def test_a_torn_result_is_none(plan: Path, torn: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    first = told(capsys, str(plan))
    (kept,) = results(plan)
    whole = kept.read_bytes()
    kept.write_bytes(torn)
    assert told(capsys, str(plan)) == first
    assert kept.read_bytes() == whole


def test_no_cache_is_no_fault(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = told(capsys, str(plan))
    shutil.rmtree(plan.parents[1] / "cache")
    (plan.parents[1] / "cache").write_text("in the way")
    assert told(capsys, str(plan)) == first


def test_results_are_private_and_not_followed(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = told(capsys, str(plan))
    (kept,) = results(plan)
    assert kept.stat().st_mode & 0o777 == 0o600 and kept.parent.stat().st_mode & 0o777 == 0o700
    victim = plan.parent / "victim"
    victim.write_bytes(b"mine")
    kept.unlink()
    kept.symlink_to(victim)
    assert told(capsys, str(plan)) == first
    assert victim.read_bytes() == b"mine"


def test_the_oldest_results_go(plan: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result_cache, "MOST_RESULTS", 4)
    names: list[Path] = []
    for number in range(5):
        other = plan.with_name(f"{number}.toml")
        shutil.copy(plan, other)
        told(capsys, str(other))
        (new,) = set(results(plan)) - set(names)
        os.utime(new, ns=(number, number))
        names.append(new)
        if number < 4:
            assert results(plan) == sorted(names)
    assert results(plan) == sorted(names[-3:])


def test_standard_input_is_always_read(plan: Path) -> None:
    for turn in range(2):
        head, text = plan.read_text(encoding="utf-8").split("[sections", 1)
        done = subprocess.run(
            [sys.executable, "-m", "planui", "check", "-", "--select", "L603"],
            input=f"{head}[sections{text.replace('。', '的的。', turn)}".encode(),
            cwd=plan.parent,
            capture_output=True,
            check=False,
        )
        assert (b"L603" in done.stdout) == bool(turn)
