"""Which findings are told: each fault once, and of endlessly many their number."""

from __future__ import annotations

from planui.model.diagnostic import Finding, Place
from planui.model.words import Words
from planui.rules.rule import Rule

Found = list[tuple[Rule, Finding]]
"""Findings, each with its rule."""

MAX_FINDINGS = 1_000
"""Findings of one rule in one plan that are told one by one; of more, the rest is told as a number."""

_MORE = Words("同类问题另有 {0} 处，不再逐一列出", "{0} more of the same kind, not listed one by one")


def told_once(found: Found) -> Found:
    """Leaves out what another rule says better of the same place or of one that it would be about, too."""
    better = {finding.unless for _, finding in found}
    if len(better) < 2 and "" in better:
        return found
    told = {(rule.id, finding.place) for rule, finding in found if rule.id in better}
    return [one for one in found if not one[1].unless or not _is_said(one[1], told)]


def _is_said(finding: Finding, told: set[tuple[str, Place]]) -> bool:
    return any((finding.unless, place) in told for place in (finding.place, *finding.rivals))


def bounded(found: Found, most: int = MAX_FINDINGS) -> Found:
    """The findings without those that are too many of their rule; the first of them says how many they are."""
    if len(found) <= most:
        return found
    seen: dict[str, list[Finding]] = {}
    kept = []
    for rule, finding in found:
        of_rule = seen.setdefault(rule.id, [])
        of_rule.append(finding)
        if len(of_rule) <= most:
            kept.append((rule, finding))
    rules = {rule.id: rule for rule, _ in found}
    for rule_id, of_rule in seen.items():
        if len(of_rule) > most:
            first = of_rule[most]
            words = _MORE.format(len(of_rule) - most)
            kept.append((rules[rule_id], Finding(first.place, words, severity=first.severity)))
    return kept
