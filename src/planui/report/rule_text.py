"""A rule explained, from the rule itself: for the terminal, and as the Markdown reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.visible import visible
from planui.model.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planui.rules.rule import Rule

_SEVERITIES = {"error": Words("错误", "error"), "warning": Words("警告", "warning"), "info": Words("提示", "info")}
_WHY = Words("依据", "Why")
_FAILS = Words("会被指出", "Found")
_PASSES = Words("不会被指出", "Not found")
_TITLE = Words("# 规则", "# Rules")
_NOTHING = Words("（没有这样的内容）", "(nothing of the kind)")


def rule_list(rules: Sequence[Rule], lang: str) -> str:
    """One line a rule: id, name, severity, what it finds."""
    return "\n".join(
        f"{rule.id}  {rule.name:<18}{_SEVERITIES[rule.severity].pick(lang):<8}{rule.summary.pick(lang)}"
        for rule in rules
    )


def rule_text(rule: Rule, lang: str) -> str:
    """One rule in full."""
    return "\n".join(
        (
            f"{rule.id} {rule.name} ({_SEVERITIES[rule.severity].pick(lang)})",
            "",
            rule.summary.pick(lang),
            "",
            f"{_WHY.pick(lang)}: {rule.why.pick(lang)}",
            "",
            f"{_FAILS.pick(lang)}:",
            _indented(rule.fails, lang),
            "",
            f"{_PASSES.pick(lang)}:",
            _indented(rule.passes, lang),
        )
    )


def rule_markdown(rules: Sequence[Rule], lang: str) -> str:
    """The reference: a section a rule."""
    parts = [_TITLE.pick(lang)]
    for rule in rules:
        parts += [
            f"## {rule.id} {rule.name}",
            f"*{_SEVERITIES[rule.severity].pick(lang)}* — {rule.summary.pick(lang)}",
            f"**{_WHY.pick(lang)}**: {rule.why.pick(lang)}",
            f"**{_FAILS.pick(lang)}**",
            _fenced(rule.fails, lang),
            f"**{_PASSES.pick(lang)}**",
            _fenced(rule.passes, lang),
        ]
    return "\n\n".join(parts)


def _example(text: str, lang: str) -> str:
    return visible(text.strip("\n")) or _NOTHING.pick(lang)


def _indented(text: str, lang: str) -> str:
    return "\n".join("    " + line for line in _example(text, lang).split("\n"))


def _fenced(text: str, lang: str) -> str:
    return f"```toml\n{_example(text, lang)}\n```"
