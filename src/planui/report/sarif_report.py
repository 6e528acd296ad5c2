"""`check --format sarif`: SARIF 2.1.0, as code scanning services read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from planui import __version__
from planui.report.json_text import json_text
from planui.rules.table import RULES

if TYPE_CHECKING:
    from planui.model.diagnostic import Diagnostic
    from planui.model.source import Source
    from planui.report.result import Counts, FileResult
    from planui.rules.rule import Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


class SarifReporter:
    """All findings as one SARIF log with one run; columns count characters (unicodeCodePoints)."""

    between = ",\n"

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._order = {rule.id: index for index, rule in enumerate(RULES)}
        driver = {"name": "planui", "version": __version__, "rules": [_rule(rule, lang) for rule in RULES]}
        tool = json_text({"driver": driver})
        self.begin = (
            f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": '
            f'[{{"tool": {tool}, "columnKind": "unicodeCodePoints", "results": ['
        )

    def file(self, result: FileResult) -> str:
        """The file's results, separated by commas."""
        found = [_result(result.path, one, result.source, self._order, self._lang) for one in result.diagnostics]
        return self.between.join(json_text(one) for one in found)

    def end(self, counts: Counts) -> str:
        """The closing brackets."""
        return "]}]}"


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.summary.pick(lang)},
        "fullDescription": {"text": rule.why.pick(lang)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(path: str, one: Diagnostic, source: Source, order: dict[str, int], lang: str) -> dict[str, Any]:
    artifact = {"uri": quote(path.encode("utf-8", "surrogateescape"), safe="/")}
    result: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": order[one.rule],
        "level": _LEVELS[one.severity],
        "message": {"text": one.words.pick(lang)},
        "locations": [
            {"physicalLocation": {"artifactLocation": artifact, "region": _region(source, one.start, one.end)}}
        ],
    }
    if one.fix is not None:
        replacements = [
            {"deletedRegion": _region(source, change.start, change.end), "insertedContent": {"text": change.text}}
            for change in one.changes
        ]
        result["fixes"] = [
            {
                "description": {"text": one.fix.pick(lang)},
                "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
            }
        ]
    return result


def _region(source: Source, start: int, end: int) -> dict[str, int]:
    first, last = source.position(start), source.position(end)
    return {
        "startLine": first.line,
        "startColumn": first.column,
        "endLine": last.line,
        "endColumn": last.column,
    }
