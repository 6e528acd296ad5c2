"""All rules, in the order of their ids. A new rule is a file, its cases, and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.rules import (
    p101_invalid_toml,
    p104_unknown_form,
    p105_ignored_nothing,
    s201_blank_section,
    s202_over_limit,
)

if TYPE_CHECKING:
    from planui.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    p101_invalid_toml.RULE,
    p104_unknown_form.RULE,
    p105_ignored_nothing.RULE,
    s201_blank_section.RULE,
    s202_over_limit.RULE,
)


def find_rule(name: str) -> Rule | None:
    """The rule of that id or name, in any case."""
    wanted = name.strip().casefold()
    return next((rule for rule in RULES if wanted in (rule.id.casefold(), rule.name)), None)
