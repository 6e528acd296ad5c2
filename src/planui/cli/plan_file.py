"""A plan file for a command that needs it whole: read, parsed, with its form."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from planui.files.form_store import default_form_id, load_form
from planui.files.reading import decode, read_standard_input, read_text
from planui.model.blank import blank_plan
from planui.model.form import Form
from planui.model.plan import FORMAT, Plan
from planui.model.record import NamedTuple
from planui.model.source import Source
from planui.model.toml import parse
from planui.model.toml_nodes import TomlError
from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from planui.check import Checked, Checker


class PlanFile(NamedTuple):
    """A plan that is TOML and has its form."""

    path: str
    folder: str
    plan: Plan
    form: Form


class CheckedFile(NamedTuple):
    """A plan, what the check said of it, and who checked it."""

    form: Form
    checked: Checked
    checker: Checker


def open_plan(path: str) -> PlanFile:
    """Reads a plan. Raises `PlanuiError` where it cannot be read, is no TOML or has no form."""
    return _parsed(path, read_text(path), os.path.dirname(os.path.abspath(path)))


def read_plan_input(folder: str | None) -> PlanFile:
    """The same for a plan from standard input, which stands in `folder` (the current one, by default)."""
    return _parsed("-", decode(read_standard_input(), "-"), os.path.abspath(folder or os.getcwd()))


def new_plan_file() -> PlanFile:
    """An empty plan against the first form, from no file."""
    ref = default_form_id()
    return _parsed("", blank_plan(load_form(ref, "."), ref), os.getcwd())


def check_plan(file: PlanFile) -> CheckedFile:
    """Checks a plan that was opened."""
    from planui.check import Checked, Checker
    from planui.files.pictures import PictureFolder

    checker = Checker()
    found = checker.check(file.plan, file.form, PictureFolder(file.folder))
    return CheckedFile(file.form, Checked(file.plan, file.form, checker.views, found, file.plan.source), checker)


def _parsed(path: str, text: str, folder: str) -> PlanFile:
    """The rules are loaded only to word what is wrong: a command that needs no check is spared them."""
    try:
        plan = Plan(Source(text), parse(text))
        newest = plan.root.get("format")
        if newest is None or (newest.kind == "integer" and 1 <= newest.value <= FORMAT):
            return PlanFile(path, folder, plan, load_form(plan.form_ref, folder))
    except (TomlError, PlanuiError):
        pass
    from planui.check import Checker, Selection

    checked = Checker(Selection(("P1",))).check_text(text, lambda ref: load_form(ref, folder))
    if checked.plan is not None and checked.form is not None:
        return PlanFile(path, folder, checked.plan, checked.form)
    first = checked.diagnostics[0]
    line, column = checked.source.position(first.start)
    raise PlanuiError(
        Words(f"{path} 第 {line} 行第 {column} 列：{first.words.zh}", f"{path}:{line}:{column}: {first.words.en}")
    )
