"""Q303 to Q305, T403 and T404: the indicators and the schedule."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from rule_plans import CLEAN, Found, check, form, write

if TYPE_CHECKING:
    from collections.abc import Callable

INDICATOR = "6.2.1"
SCHEDULE = "6.3"
LABELS = [period.label for period in form().table("schedule").periods]  # type: ignore[union-attr]


def indicators(change: Callable[[list[dict[str, Any]]], Any]) -> list[Found]:
    """What the check finds after `change` was made to the first task's indicators."""
    plan = tomllib.loads(CLEAN)
    rows = plan["sections"][INDICATOR]["indicators"]
    change(rows)
    if not rows:
        del plan["sections"][INDICATOR]["indicators"]
    return check(write(plan))


def schedule(change: Callable[[list[dict[str, Any]]], Any]) -> list[Found]:
    """What the check finds after `change` was made to the rows of the schedule."""
    plan = tomllib.loads(CLEAN)
    change(plan["sections"][SCHEDULE]["schedule"])
    return check(write(plan))


def only(found: list[Found]) -> tuple[str, str | None, str]:
    """The one finding there is."""
    assert len(found) == 1, found
    return found[0].rule, found[0].section, found[0].words


@pytest.mark.parametrize("number", [section.number for section in form().sections if section.table == "indicators"])
def test_no_indicator_at_the_header_of_the_section(number: str):
    plan = tomllib.loads(CLEAN)
    del plan["sections"][number]["indicators"]
    assert only(check(write(plan))) == ("Q303", number, f'[sections."{number}"]')


HEADER = f'[[sections."{INDICATOR}".indicators]]'


@pytest.mark.parametrize(
    ("change", "words", "said"),
    [
        (lambda rows: rows[0].pop("target"), HEADER, "target"),
        (lambda rows: rows[0].pop("unit"), HEADER, "unit"),
        (lambda rows: rows[0].pop("years"), HEADER, "years"),
        (lambda rows: rows[0].pop("name"), HEADER, "name"),
        (lambda rows: rows[0].update(unit=" "), '" "', "unit"),
        (lambda rows: rows[0].update(name=""), '""', "name"),
        (lambda rows: rows[0]["years"].pop(), "[1500, 1500, 1555, 1550]", "4"),
        (lambda rows: rows[0]["years"].append(1), "[1500, 1500, 1555, 1550, 1550, 1]", "6"),
        (lambda rows: rows[0].update(years=[]), "[]", "years"),
        (lambda rows: rows[0].pop("target") and rows[0].pop("unit"), HEADER, "unit"),
        (lambda rows: rows.append({"name": "鉴定"}), HEADER, "years"),
    ],
)
def test_what_an_indicator_lacks_is_said_once_a_row(change: Callable[[Any], Any], words: str, said: str):
    found = indicators(change)
    assert only(found) == ("Q304", INDICATOR, words)
    assert said in found[0].message


def test_an_empty_row_in_a_blank_section_waits_to_be_filled_in():
    plan = tomllib.loads(CLEAN)
    plan["sections"][INDICATOR] = {"text": "", "indicators": [{"name": "", "unit": "", "kind": "sum"}]}
    assert [one.rule for one in check(write(plan))] == ["S201"]


@pytest.mark.parametrize(
    ("row", "rules"),
    [
        ({"target": 7655, "years": [1500, 1500, 1555, 1550, 1551]}, ["Q305"]),
        ({"target": 7654}, ["Q305"]),
        ({"kind": "level"}, ["Q305"]),
        ({"kind": "level", "target": 1550}, []),
        ({"kind": "level", "target": 0.6, "years": [1.0, 0.9, 0.8, 0.7, 0.6]}, []),
        ({"kind": "level", "target": 0.6, "years": [1.0, 0.9, 0.8, 0.7, 0.60001]}, ["Q305"]),
        ({"target": 0.74, "years": [0.1, 0.2, 0.14, 0.2, 0.1]}, []),
        ({"target": 0.3, "years": [0.1, 0.1, 0.1, 0, 0]}, []),
        ({"target": 593.6, "years": [83.6, 110, 120.0, 140, 140.0]}, []),
        ({"target": 593.7, "years": [83.6, 110, 120.0, 140, 140.0]}, ["Q305"]),
        ({"target": 75.0, "kind": "level", "years": [66.5, 68.5, 70.5, 73, 75]}, []),
        ({"target": 0, "years": [0, 0, 0, 0, 0]}, []),
        ({"target": -5, "years": [-1, -1, -1, -1, -1]}, []),
        ({"target": 1e3, "years": [200, 200, 200, 200, 200]}, []),
        ({"target": 1e-3, "years": [0.001, 0, 0, 0, 0]}, []),
        ({"target": 1e300, "years": [1e300, 0, 0, 0, 0]}, []),
        ({"target": 2**80, "years": [2**80 - 1, 1, 0, 0, 1]}, ["Q305"]),
    ],
)
def test_years_and_target(row: dict[str, Any], rules: list[str]):
    found = indicators(lambda rows: rows[0].update(row))
    assert [one.rule for one in found if one.rule != "X502"] == rules
    if rules:
        assert found[0].words.startswith("[")


def test_the_sum_and_the_difference_are_said():
    found = indicators(lambda rows: rows[0].update(target=7700.5))
    assert "7655" in found[0].message
    assert "7700.5" in found[0].message
    assert "少 45.5" in found[0].message


def test_without_a_kind_either_reading_will_do():
    assert indicators(lambda rows: rows[0].pop("kind")) == []
    assert indicators(lambda rows: rows[0].pop("kind") and rows[0].update(target=1550)) == []
    assert only(indicators(lambda rows: rows[0].pop("kind") and rows[0].update(target=9)))[0] == "Q305"


def test_underscores_in_figures():
    assert check(CLEAN.replace("target = 7655", "target = 7_655").replace("[1500, 1500,", "[1_500, 1_500.0,")) == []


@pytest.mark.parametrize("index", range(5))
def test_a_missing_row_at_the_header_of_the_section(index: int):
    found = schedule(lambda rows: rows.pop(index))
    assert only(found) == ("T403", SCHEDULE, f'[sections."{SCHEDULE}"]')
    assert LABELS[index] in found[0].message


def test_two_missing_rows_are_one_finding_that_names_both():
    found = schedule(lambda rows: (rows.pop(3), rows.pop(1)))
    assert only(found)[0] == "T403"
    assert LABELS[3] in found[0].message
    assert LABELS[1] in found[0].message


@pytest.mark.parametrize("index", range(5))
@pytest.mark.parametrize("content", ["", " \n", None])
def test_an_empty_row_at_its_header(index: int, content: str | None):
    plan = tomllib.loads(CLEAN)
    row = plan["sections"][SCHEDULE]["schedule"][index]
    if content is None:
        del row["content"]
    else:
        row["content"] = content
    text = write(plan)
    found = check(text)
    assert only(found) == ("T403", SCHEDULE, f'[[sections."{SCHEDULE}".schedule]]')
    assert LABELS[index] in text.split("\n")[found[0].line]


def test_no_schedule_under_a_text():
    plan = tomllib.loads(CLEAN)
    del plan["sections"][SCHEDULE]["schedule"]
    assert only(check(write(plan))) == ("T403", SCHEDULE, f'[sections."{SCHEDULE}"]')


@pytest.mark.parametrize(
    "period",
    [
        "2020年7月至2021年7月",
        "2020年7月-2021年6月",
        "2020年7月—2021年6月",
        "2020年07月至2021年06月",
        "2020.7—2021.6",
        "2020年8月至2021年6月",
        "2019年7月至2020年6月",
        "第一年",
        "2020年7月到2021年6月",
        "2020年7月至2021年6月底",
        "2020年7月1日至2021年6月30日",
    ],
)
def test_another_period_is_mended(period: str):
    found = schedule(lambda rows: rows[0].update(period=period))
    assert only(found) == ("T404", SCHEDULE, f'"{period}"')
    assert check(found[0].fixed) == []


@pytest.mark.parametrize("period", [" 2020年7月至2021年6月", "2020年7月 至 2021年6月", "2020 年 7 月至 2021 年 6 月"])
def test_white_space_in_a_period_is_none_of_our_business(period: str):
    assert schedule(lambda rows: rows[0].update(period=period)) == []


@pytest.mark.parametrize("index", range(1, 5))
def test_a_period_written_twice(index: int):
    found = schedule(lambda rows: rows[index].update(period=LABELS[index - 1]))
    assert [one.rule for one in found] == ["T404"]
    assert LABELS[index] in found[0].fixed
    assert check(found[0].fixed) == []


def test_rows_out_of_order():
    def swap(rows: list[dict[str, Any]]) -> None:
        rows[1], rows[2] = rows[2], rows[1]

    assert only(schedule(swap))[0] == "T404"
    assert only(schedule(lambda rows: rows.insert(0, rows.pop())))[0] == "T404"


def test_a_row_too_many():
    more = {"period": "2025年7月至2026年6月", "content": "继续开放。"}
    assert only(schedule(lambda rows: rows.append(more))) == ("T404", SCHEDULE, f'[[sections."{SCHEDULE}".schedule]]')


@pytest.mark.parametrize("period", ["", None])
def test_a_row_without_its_period(period: str | None):
    def change(rows: list[dict[str, Any]]) -> None:
        if period is None:
            del rows[2]["period"]
        else:
            rows[2]["period"] = period

    found = schedule(change)
    assert [(one.rule, one.section) for one in found] == [("T404", SCHEDULE)]
    assert LABELS[2] in found[0].message
