"""Plans for the tests of the rules: a clean one, pieces put into it, and what the check then finds."""

from __future__ import annotations

import datetime
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from planui.check import Checker, Selection
from planui.model.form_file import read_form
from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from planui.model.form import Form

HERE = Path(__file__).parent
FORM_ID = "gz-sti-repository-2020"
CLEAN = (HERE / "clean.toml").read_text(encoding="utf-8")


class Found(NamedTuple):
    """A diagnostic as the tests compare it. `section` is its place's, `words` what it points at."""

    rule: str
    section: str | None
    line: int
    words: str
    severity: str
    message: str
    fixed: str  # what its fix makes of the file; empty without one


class NoPictures:
    """A folder in which only figures/there.png is."""

    def fault(self, path: str) -> Words | None:
        return None if path == "figures/there.png" else Words("没有这个文件", "there is no such file")


@cache
def form() -> Form:
    path = HERE.parents[1] / "src" / "planui" / "forms" / f"{FORM_ID}.toml"
    return read_form(path.read_text(encoding="utf-8"), path.name)


def find_form(ref: str) -> Form:
    if ref != FORM_ID:
        raise PlanuiError(Words("没有这个表单", "no such form"))
    return form()


def check(text: str, pictures: Any = None, rules: tuple[str, ...] = ()) -> list[Found]:
    """What the check finds in a plan file's text, all rules asked or only those named."""
    checked = Checker(Selection(rules)).check_text(text, find_form, pictures or NoPictures())
    found = []
    for one in checked.diagnostics:
        fixed = ""
        if one.changes:
            fixed = text
            for change in sorted(one.changes, reverse=True):
                fixed = fixed[: change.start] + change.text + fixed[change.end :]
        line = checked.source.position(one.start).line
        words = text[one.start : one.end]
        found.append(Found(one.rule, one.place.section, line, words, one.severity, one.words.zh, fixed))
    return found


def check_piece(piece: str) -> list[Found]:
    """What the check finds in the clean plan with a piece of a plan put into it."""
    return check(put(piece))


def check_text(section: str, text: str) -> list[Found]:
    """What the check finds when a section of the clean plan says `text`, its grids as they were."""
    plan = tomllib.loads(CLEAN)
    plan["sections"][section]["text"] = text
    return check(write(plan))


def check_field(key: str, value: Any) -> list[Found]:
    """What the check finds when a field of the clean plan has another value."""
    plan = tomllib.loads(CLEAN)
    plan["fields"][key] = value
    return check(write(plan))


def put(piece: str) -> str:
    """The clean plan with a piece in it: its fields one by one, its sections whole, its other keys."""
    try:
        parts = tomllib.loads(piece)
    except tomllib.TOMLDecodeError:
        return CLEAN + "\n" + piece
    plan = tomllib.loads(CLEAN)
    for key, value in parts.items():
        if key in ("fields", "sections") and isinstance(value, dict):
            plan[key].update(value)
        else:
            plan[key] = value
    return write(plan)


def write(plan: dict[str, Any]) -> str:
    """A plan as a TOML file: one line a value, texts in one-line strings."""
    lines = [f"{_key(key)} = {_value(value)}" for key, value in plan.items() if not _is_table(value)]
    for key, value in plan.items():
        if key == "sections" and isinstance(value, dict):
            plain = [f"{_key(number)} = {_value(one)}" for number, one in value.items() if not isinstance(one, dict)]
            lines += ["[sections]", *plain] if plain else []
            for number, section in value.items():
                lines += _section(number, section) if isinstance(section, dict) else []
        elif isinstance(value, dict):
            lines += [f"[{_key(key)}]", *(f"{_key(name)} = {_value(one)}" for name, one in value.items())]
        elif _is_table(value):
            for row in value:
                lines += [f"[[{_key(key)}]]", *(f"{_key(name)} = {_value(one)}" for name, one in row.items())]
    return "\n".join(lines) + "\n"


def _section(number: str, section: Any) -> list[str]:
    header = f"sections.{_key(number)}"
    lines = [f"[{header}]"]
    lines += [f"{_key(key)} = {_value(value)}" for key, value in section.items() if not _is_table(value)]
    for key, value in section.items():
        if _is_table(value):
            for row in value:
                lines += [f"[[{header}.{_key(key)}]]", *(f"{_key(name)} = {_value(one)}" for name, one in row.items())]
    return lines


def _is_table(value: Any) -> bool:
    if isinstance(value, dict):
        return True
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _key(key: str) -> str:
    return key if key.isascii() and key.isalnum() and not key[0].isdigit() else _value(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + "".join(_char(char) for char in value) + '"'
    if isinstance(value, list):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return repr(value)


def _char(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    return f"\\u{ord(char):04x}" if ord(char) < 32 or ord(char) == 127 else char
