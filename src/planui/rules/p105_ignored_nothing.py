"""P105: an `[[ignore]]` without a reason, or that matches nothing. The check asks it after all other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import WARNING, Finding, Place
from planui.model.words import Words
from planui.rules.rule import ENGINE, Rule

if TYPE_CHECKING:
    from planui.model.plan import Plan
    from planui.model.toml_nodes import Node

_NO_REASON = Words(
    "这条 [[ignore]] 没有写明理由（reason），不起作用", "this [[ignore]] gives no reason, so it is not heeded"
)
_NO_RULE = Words("这条 [[ignore]] 没有写明规则（rule）", "this [[ignore]] names no rule")
_NOTHING = Words(
    "这条 [[ignore]] 没有对上任何问题（{0}），可以删去", "this [[ignore]] matches no finding ({0}) and can be deleted"
)


def heed(plan: Plan, found: list[tuple[Rule, Finding]]) -> tuple[list[tuple[Rule, Finding]], list[Finding]]:
    """The findings that no `[[ignore]]` of the plan names, and the reports on ignores that do no work."""
    reports = []
    left = found
    for node in plan.ignores:
        place = Place("file", start=node.start, end=node.end)
        rule, section, reason = (_text(node, key) for key in ("rule", "section", "reason"))
        if not rule:
            reports.append(Finding(place, _NO_RULE))
        elif not reason.strip():
            reports.append(Finding(place, _NO_REASON))
        else:
            kept = [one for one in left if not _matches(one, rule, section)]
            if len(kept) == len(left) and not any(_matches(one, rule, section) for one in found):
                what = f"{rule} {section}".strip()
                reports.append(Finding(place, _NOTHING.format(what)))
            left = kept
    return left, reports


def _text(node: Node, key: str) -> str:
    value = node.get(key)
    return value.value if value is not None and value.kind == "string" else ""


def _matches(one: tuple[Rule, Finding], rule: str, section: str) -> bool:
    found, finding = one
    if rule.casefold() not in (found.id.casefold(), found.name):
        return False
    return not section or finding.place.section == section


RULE = Rule(
    id="P105",
    name="ignored-nothing",
    severity=WARNING,
    scope=ENGINE,
    summary=Words(
        "[[ignore]] 没有写理由，或没有对上任何问题", "an [[ignore]] without a reason, or that matches nothing"
    ),
    why=Words(
        "忽略一条规则须写明理由；问题改好以后，多余的 [[ignore]] 会把以后的问题盖住。",
        "A rule is ignored for a stated reason; an [[ignore]] that outlived its finding would hide the next one.",
    ),
    fails='[[ignore]]\nrule = "S202"\nreason = "篇幅经主管部门同意"\n',
    passes="",
    check=lambda: (),
)
