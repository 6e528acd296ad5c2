"""Patterns that are compiled late, and carried from one process to the next."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import planui
from planui import resources
from planui.files import pattern_cache
from planui.model import lazy_pattern
from planui.model.lazy_pattern import compiled_patterns, lazy, use_compiled

SOURCES = [path.stem for path in Path(planui.__file__).parent.glob("rules/*.py") if path.stem != "__init__"]


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch):
    monkeypatch.setattr(lazy_pattern, "_lazy", [])
    monkeypatch.setattr(lazy_pattern, "_built_in", {})
    monkeypatch.setattr(lazy_pattern, "_carried", {})
    monkeypatch.setattr(lazy_pattern, "_made", {})


def patterns() -> list[tuple[str, re.RegexFlag]]:
    found = []
    for name in SOURCES:
        for value in vars(import_module(f"planui.rules.{name}")).values():
            if isinstance(value, lazy_pattern._LazyPattern):
                found.append((value._source, value._flags))
    return found


def test_carried_patterns_are_those_that_python_compiles():
    sources = [*patterns(), (r"(?P<one>a)|(?i:B)(c)?", re.M), ("x", re.NOFLAG)]
    assert len(sources) > 100
    for source, flags in sources:
        assert lazy_pattern._compiled(source, flags) == re.compile(source, flags)
    data = compiled_patterns()
    assert data is not None
    lazy_pattern._made.clear()
    use_compiled(data)
    for source, flags in sources:
        pattern = lazy_pattern._compiled(source, flags)
        assert pattern == re.compile(source, flags) and pattern.groupindex == re.compile(source, flags).groupindex
    assert compiled_patterns() is None


@pytest.mark.parametrize(
    "data", [b"", b"\xff" * 9, b"i\x01\x00\x00\x00", pytest.param(b"\xfb\x01\x00\x00\x00N0", id="dict")]
)
def test_what_is_no_cache_is_ignored(data: bytes):
    use_compiled(data)
    assert lazy("a+").fullmatch("aa")


def test_a_pattern_whose_code_is_broken_is_compiled_anew():
    lazy_pattern._carried["a+", 0] = (32, b"\xff" * 16, 0, {}, (None,))
    lazy_pattern._carried["b+", 0] = (32,)  # type: ignore[assignment]
    assert lazy("a+").fullmatch("aa") and lazy("b+").fullmatch("bb")


@pytest.fixture
def places(tmp_path, monkeypatch):
    """Where the patterns are that come with the program, and the user's own cache."""
    built, own = tmp_path / "built", tmp_path / "own"
    monkeypatch.setattr(resources, "built_folder", lambda: str(built))
    monkeypatch.setenv("XDG_CACHE_HOME", str(own))
    return built, own / "planui"


def test_the_file_of_the_cache_is_proved(places):
    assert lazy("carried?").match("carried")
    pattern_cache.save_patterns()
    (path,) = places[1].iterdir()
    for data, known in ((path.read_bytes(), True), (path.read_bytes()[:-3], False), (b"", False)):
        path.write_bytes(data)
        lazy_pattern._carried.clear()
        pattern_cache.load_patterns()
        assert (("carried?", 0) in lazy_pattern._carried) == known


def test_patterns_that_come_with_the_program_are_not_kept_again(places):
    lazy("built[ -]in")
    path = Path(pattern_cache.build_patterns(str(places[0])))
    lazy_pattern._made.clear()
    pattern_cache.load_patterns()
    assert lazy("built[ -]in").match("built-in")
    pattern_cache.save_patterns()
    assert not places[1].joinpath(path.name).exists()
    assert lazy("mine?").match("mine")
    pattern_cache.save_patterns()
    lazy_pattern._made.clear()
    pattern_cache.load_patterns()
    assert [*lazy_pattern._carried] == [("mine?", 0)] and ("built[ -]in", 0) in lazy_pattern._built_in


def test_an_installation_has_the_patterns_of_a_check(tmp_path):
    """What the build makes leaves nothing for a check to compile."""
    source = (Path(__file__).parents[2] / "hatch_build.py").read_text(encoding="utf-8")
    program = source.split('_BUILD = """')[1].split('"""')[0]
    package = Path(planui.__file__).parent
    copied = tmp_path / "src" / "planui"
    shutil.copytree(package, copied, ignore=shutil.ignore_patterns("built", "__pycache__"))
    subprocess.run([sys.executable, "-I", "-c", program, str(copied.parent), str(copied / "built")], check=True)
    environment = {**os.environ, "PYTHONPATH": str(copied.parent), "XDG_CACHE_HOME": str(tmp_path / "own")}
    plan = package.parents[1] / "samples" / "lingnan" / "plan.toml"
    subprocess.run([sys.executable, "-m", "planui", "check", str(plan)], check=True, env=environment)
    assert [path.name for path in (tmp_path / "own" / "planui").iterdir()] == ["results"]
