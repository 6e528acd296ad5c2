"""The command line: what it prints, where, and its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from planui.cli import run
from tests.conftest import CORPUS


def planui(*arguments: str, cwd: Path | None = None, stdin: bytes = b"", env: dict[str, str] | None = None):
    return subprocess.run(
        [sys.executable, "-m", "planui", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **(env or {})},
    )


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.parent.name)
def test_clean_plans_check_clean(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--strict", str(path)]) == 0, capsys.readouterr().out


def test_a_new_plan_lacks_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.toml"
    assert run(["new", str(path)]) == 0
    capsys.readouterr()
    assert run(["check", str(path), "--format", "json"]) == 1
    (file,) = json.loads(capsys.readouterr().out)["files"]
    rules = [one["rule"] for one in file["diagnostics"]]
    assert rules.count("S201") == 32 and rules.count("F101") == 8 and len(rules) == 40
    assert run(["new", str(path)]) == 2
    assert "已经存在" in capsys.readouterr().err


BAD = {
    "broken.toml": (b"a = \n", 1),
    "other.toml": (b'form = "no-such-form"\n', 1),
    "latin1.toml": (b'form = "\xff\xfe"\n', 1),
    "empty.toml": (b"", 1),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_bad_files_are_findings(tmp_path: Path, name: str, lang: str) -> None:
    data, status = BAD[name]
    (tmp_path / name).write_bytes(data)
    done = planui("check", name, "--lang", lang, cwd=tmp_path)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr + done.stdout
    assert done.stdout.count(name.encode()) == 1 and not done.stderr
    done = planui("check", name, "--format", "json", cwd=tmp_path)
    (file,) = json.loads(done.stdout)["files"]
    assert [one["rule"] for one in file["diagnostics"]] == (
        ["P104"] if name in ("other.toml", "empty.toml") else ["P101"]
    )
    for command in ("render", "stats"):
        done = planui(command, name, "--lang", lang, cwd=tmp_path)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1 and not done.stdout


@pytest.mark.parametrize("command", ["check", "render", "stats", "edit"])
@pytest.mark.parametrize("what", ["missing.toml", "folder"])
def test_what_is_no_file_is_one_line(tmp_path: Path, command: str, what: str) -> None:
    (tmp_path / "folder").mkdir()
    if (command, what) == ("edit", "missing.toml"):
        return
    done = planui(command, what, cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and what.encode() in done.stderr and not done.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = planui("new", "x.toml", cwd=tmp_path)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "--nope", "x"],
        ["check", "x", "--format", "xml"],
        ["check", "x", "--select", "Z9"],
        ["rule", "Z9"],
        ["new", "x.toml", "--form", "nope"],
        ["render", "-"],
        ["check", "x", "-j", "many"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_usage_is_one_line(tmp_path: Path, arguments: list[str], lang: str) -> None:
    done = planui(*arguments, "--lang", lang, cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and not done.stdout
    assert ("planui：" if lang == "zh" else "planui: ") in done.stderr.decode()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_command_has_help(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    from planui.cli.table import COMMANDS

    assert run(["--help", "--lang", lang]) == 0
    overview = capsys.readouterr().out
    for command in COMMANDS:
        assert command in overview
        assert run([command, "--help", "--lang", lang]) == 0
        assert command in capsys.readouterr().out


def test_json_points_at_the_words(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = sample.read_text(encoding="utf-8")
    at = text.index("国家标准")
    sample.write_text(text[:at] + "待补充，" + text[at:], encoding="utf-8")
    assert run(["check", str(sample), "--format", "json"]) == 1
    (file,) = json.loads(capsys.readouterr().out)["files"]
    (one,) = file["diagnostics"]
    assert one["rule"] == "S204"
    line = sample.read_text(encoding="utf-8").splitlines()[one["line"] - 1]
    assert line[one["column"] - 1 : one["end_column"] - 1] == "待补充"


def test_select_and_ignore(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.toml"
    run(["new", str(path)])
    assert run(["check", str(path), "--select", "F"]) == 1
    assert "S201" not in capsys.readouterr().out
    assert run(["check", str(path), "--ignore", "S201,F101"]) == 0


def test_fix_and_diff(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = sample.read_text(encoding="utf-8")
    at = text.index("国家标准")
    broken = text[:at] + "标准,\u200b" + text[at:]
    sample.write_text(broken, encoding="utf-8")
    assert run(["check", "--diff", str(sample)]) == 0
    out = capsys.readouterr().out
    assert "+" in out and "标准，" in out and "\u200b" not in out
    assert sample.read_text(encoding="utf-8") == broken
    assert run(["check", "--fix", str(sample)]) == 0
    assert sample.read_text(encoding="utf-8") == text[:at] + "标准，" + text[at:]


def test_standard_input(sample: Path) -> None:
    done = planui("check", "-", "--format", "json", stdin=sample.read_bytes(), cwd=sample.parent)
    assert done.returncode == 0
    assert json.loads(done.stdout)["files"][0]["chars"] > 15_000


def test_jobs_give_the_same_report(tmp_path: Path) -> None:
    for number in range(6):
        run(["new", str(tmp_path / f"{number}.toml")])
    one = planui("check", str(tmp_path), "--format", "json")
    two = planui("check", str(tmp_path), "--format", "json", "-j", "2")
    assert one.returncode == two.returncode == 1
    assert one.stdout == two.stdout and len(json.loads(one.stdout)["files"]) == 6


def test_github_and_sarif(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.toml"
    run(["new", str(path)])
    capsys.readouterr()
    assert run(["check", str(path), "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 40 and all(line.startswith("::error file=") for line in lines)
    assert run(["check", str(path), "--format", "sarif"]) == 1
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0" and len(log["runs"][0]["results"]) == 40


def test_stats(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", str(sample), "--format", "json"]) == 0
    stats = json.loads(capsys.readouterr().out)
    assert stats["written"] == stats["leaves"] == 32
    first = stats["sections"][0]
    assert first["number"] == "1" and first["limit"] == 1000 and 700 < first["chars"] <= 950
    assert run(["stats", str(sample)]) == 0
    assert "4.1.2 资源质量" in capsys.readouterr().out


def test_nothing_in_a_name_or_plan_reaches_the_terminal_as_control(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b]0;x\x07.toml"
    path.write_text('form = "x\\u001b[2J"\n"k\\u001b" = 1\n', encoding="utf-8")
    for arguments in (["check"], ["render"], ["stats"], ["check", "--format", "github"]):
        done = planui(*arguments, str(path))
        assert b"\x1b" not in done.stdout + done.stderr and b"\x07" not in done.stdout + done.stderr


def test_demo_without_a_terminal(tmp_path: Path) -> None:
    done = planui("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    pdf = tmp_path / done.stdout.decode().splitlines()[-1]
    assert pdf.read_bytes().startswith(b"%PDF")


def test_a_result_never_takes_the_place_of_the_plan(sample: Path) -> None:
    before = sample.read_bytes()
    for arguments in (["-o", "plan.toml"], ["--html", "-o", "./plan.toml"]):
        done = planui("render", "plan.toml", *arguments, cwd=sample.parent)
        assert done.returncode == 2 and len(done.stderr.splitlines()) == 1
    assert sample.read_bytes() == before


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_closed_streams_are_no_traceback(sample: Path, closed: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m planui check {sample} {closed}"], capture_output=True, check=False
    )
    assert done.returncode == 0 and b"Traceback" not in done.stderr


def test_an_ascii_locale_still_gets_help() -> None:
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for arguments in (["--help"], ["check", "--help"], ["check", "nope"]):
        done = planui(*arguments, "--lang", "zh", env=env)
        assert done.returncode in (0, 2) and b"Traceback" not in done.stderr


def test_huge_numbers_are_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    row = f'name = "甲"\nunit = "份"\nkind = "sum"\ntarget = {"9" * 400}\nyears = [1, 1, 1, 1, 1e400]\n'
    path.write_text(f'form = "gz-sti-repository-2020"\n[[sections."6.2.1".indicators]]\n{row}', encoding="utf-8")
    assert run(["check", str(path)]) == 1


def test_links_inside_the_pdf_are_no_links(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    text = "[甲](#a) [乙](#) [丙](#h1) [丁](x.html) [戊](https://example.org/)"
    path.write_text(f'form = "gz-sti-repository-2020"\n[sections."1"]\ntext = "{text}"\n', encoding="utf-8")
    assert run(["render", str(path)]) == 0


def test_conflict_marks_are_errors(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = sample.read_text(encoding="utf-8")
    at = text.index('[sections."4.1.3"]\ntext = """\n') + len('[sections."4.1.3"]\ntext = """\n')
    marked = "<<<<<<< ours\n甲。\n=======\n乙。\n>>>>>>> theirs\n\n"
    sample.write_text(text[:at] + marked + text[at:], encoding="utf-8")
    assert run(["check", str(sample), "--select", "S204", "--format", "json"]) == 1
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert [one["section"] for one in file["diagnostics"]] == ["4.1.3"]
