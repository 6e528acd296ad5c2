"""A plan file for a command that needs it whole: read, parsed, with its form."""

from __future__ import annotations

import os
from typing import NamedTuple

from planui.check import Checked, Checker
from planui.files.form_store import default_form_id, load_form
from planui.files.pictures import PictureFolder
from planui.files.reading import decode, read_standard_input, read_text
from planui.model.blank import blank_plan
from planui.model.form import Form
from planui.model.plan import Plan
from planui.model.words import PlanuiError, Words


class PlanFile(NamedTuple):
    """A plan that is TOML and has its form, and what the check said of it."""

    path: str
    folder: str
    plan: Plan
    form: Form
    checked: Checked
    checker: Checker


def open_plan(path: str) -> PlanFile:
    """Reads and checks a plan. Raises `PlanuiError` where it cannot be read, is no TOML or has no form."""
    return _checked(path, read_text(path), os.path.dirname(os.path.abspath(path)))


def read_plan_input(folder: str | None) -> PlanFile:
    """The same for a plan from standard input, which stands in `folder` (the current one, by default)."""
    return _checked("-", decode(read_standard_input(), "-"), os.path.abspath(folder or os.getcwd()))


def new_plan_file() -> PlanFile:
    """An empty plan against the first form, from no file."""
    ref = default_form_id()
    return _checked("", blank_plan(load_form(ref, "."), ref), os.getcwd())


def _checked(path: str, text: str, folder: str) -> PlanFile:
    checker = Checker()
    checked = checker.check_text(text, lambda ref: load_form(ref, folder), PictureFolder(folder))
    if checked.plan is None or checked.form is None:
        first = checked.diagnostics[0]
        line, column = checked.source.position(first.start)
        raise PlanuiError(
            Words(f"{path} 第 {line} 行第 {column} 列：{first.words.zh}", f"{path}:{line}:{column}: {first.words.en}")
        )
    return PlanFile(path, folder, checked.plan, checked.form, checked, checker)
