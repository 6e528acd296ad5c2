"""P102 and P103: unknown names and wrong types, and what stays silent about them."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from rule_plans import CLEAN, Found, check, check_field, check_piece, put, write


def changed(*path: str | int, value: Any) -> list[Found]:
    """What the check finds when the clean plan's value at `path` is another."""
    plan = tomllib.loads(CLEAN)
    inner: Any = plan
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return check(write(plan))


def renamed(*path: str | int, to: str) -> list[Found]:
    """What the check finds when the clean plan's key at `path` has another name."""
    plan = tomllib.loads(CLEAN)
    inner: Any = plan
    for key in path[:-1]:
        inner = inner[key]
    inner[to] = inner.pop(path[-1])
    return check(write(plan))


@pytest.mark.parametrize(
    ("piece", "words", "near"),
    [
        ('author = "陈"\n', "author", ""),
        ("fromat = 1\n", "fromat", "format"),
        ('[fields]\nfax = "020-87654321"\n', "fax", ""),
        ('[fields]\nEmail = "a@b.cn"\n', "Email", "email"),
        ('[fields]\n"联系电话" = "020-87654321"\n', '"联系电话"', "phone"),
        ('[[ignore]]\nrule = "S204"\nreson = "已说明"\nreason = "已说明"\n', "reson", "reason"),
    ],
)
def test_unknown_names_outside_the_sections(piece: str, words: str, near: str):
    text = put(piece)
    found = [one for one in check(text) if one.rule != "P105"]
    assert [(one.rule, one.section, one.words, one.severity) for one in found] == [("P102", None, words, "warning")]
    assert near in found[0].message
    assert text.split("\n")[found[0].line - 1].startswith(words)


@pytest.mark.parametrize("number", ["7", "4.1.9", "6.2.6", "简介", ""])
def test_unknown_sections(number: str):
    found = check_piece(f'[sections."{number}"]\ntext = "无"\n')
    assert [(one.rule, one.section, one.words) for one in found] == [("P102", number, f'"{number}"')]


@pytest.mark.parametrize("spelling", ["4.11", "4．1．1", "4.1.1.", "4.1.1 范围与规模", " 4.1.1", "411", "4-1-1"])
def test_a_section_under_another_spelling_is_not_missing_as_well(spelling: str):
    found = renamed("sections", "4.1.1", to=spelling)
    assert [(one.rule, one.severity) for one in found] == [("P102", "error")]
    assert "4.1.1" in found[0].message


def test_a_bare_section_number_makes_tables_in_tables():
    text = CLEAN.replace('[sections."4.1.1"]', "[sections.4.1.1]").replace('[sections."4.1.2"]', "[sections.4.1.2]")
    found = check(text)
    assert [(one.rule, one.section, one.words) for one in found] == [
        ("P102", "4.1.1", "1"),
        ("P102", "4.1.2", "2"),
    ]
    assert '[sections."4.1.1"]' in found[0].message


@pytest.mark.parametrize(
    ("path", "to", "section"),
    [
        (("sections", "4.1.1", "text"), "txt", "4.1.1"),
        (("sections", "4.1.1", "text"), "content", "4.1.1"),
        (("sections", "6.2.1", "indicators"), "indicator", "6.2.1"),
        (("sections", "6.2.1", "indicators", 0, "target"), "taget", "6.2.1"),
        (("sections", "6.2.1", "indicators", 0, "years"), "year", "6.2.1"),
        (("sections", "6.2.1", "indicators", 0, "unit"), "units", "6.2.1"),
        (("sections", "6.3", "schedule"), "schedules", "6.3"),
        (("sections", "6.3", "schedule", 2, "content"), "contents", "6.3"),
        (("sections", "6.3", "schedule", 2, "period"), "peroid", "6.3"),
    ],
)
def test_a_misspelt_key_is_not_missing_as_well(path: tuple[str | int, ...], to: str, section: str):
    found = renamed(*path, to=to)
    assert [(one.rule, one.section, one.words) for one in found] == [("P102", section, to)]
    assert str(path[-1]) in found[0].message


def test_a_grid_in_a_section_that_has_none():
    rows = '[[sections."4.1.1".indicators]]\nname = "份数"\n'
    found = check_piece('[sections."4.1.1"]\ntext = "占全省六成。"\n' + rows)
    assert [(one.rule, one.section, one.words) for one in found] == [("P102", "4.1.1", "indicators")]


def test_a_container_may_have_a_text():
    assert check_piece('[sections."4.1"]\ntext = "本节分四个方面说明。"\n') == []


@pytest.mark.parametrize(
    ("path", "value", "section"),
    [
        (("format",), "1", None),
        (("fields",), "无", None),
        (("fields", "host"), 5, None),
        (("fields", "leader"), ["陈志远"], None),
        (("fields", "date"), 20200820, None),
        (("fields", "date"), True, None),
        (("fields", "phone"), 13800138000, None),
        (("sections", "4.1.1"), "占六成", "4.1.1"),
        (("sections", "4.1.1", "text"), 5, "4.1.1"),
        (("sections", "4.1.1", "text"), ["占六成"], "4.1.1"),
        (("sections", "4.5.4", "text"), False, "4.5.4"),
        (("sections", "6.2.1", "indicators"), "新增资源", "6.2.1"),
        (("sections", "6.2.1", "indicators"), ["新增资源"], "6.2.1"),
        (("sections", "6.2.1", "indicators", 0, "name"), 5, "6.2.1"),
        (("sections", "6.2.1", "indicators", 0, "unit"), 1, "6.2.1"),
        (("sections", "6.2.1", "indicators", 0, "kind"), "total", "6.2.1"),
        (("sections", "6.2.1", "indicators", 0, "kind"), "Sum", "6.2.1"),
        (("sections", "6.2.1", "indicators", 0, "kind"), 1, "6.2.1"),
        (("sections", "6.2.1", "indicators", 0, "target"), "7655", "6.2.1"),
        (("sections", "6.2.1", "indicators", 0, "target"), float("inf"), "6.2.1"),
        (("sections", "6.2.1", "indicators", 0, "target"), float("nan"), "6.2.1"),
        (("sections", "6.2.1", "indicators", 0, "target"), True, "6.2.1"),
        (("sections", "6.2.1", "indicators", 0, "years"), 7655, "6.2.1"),
        (("sections", "6.2.1", "indicators", 0, "years"), "1,2,3,4,5", "6.2.1"),
        (("sections", "6.2.1", "indicators", 0, "years", 2), "1555", "6.2.1"),
        (("sections", "6.3", "schedule"), "逐年推进", "6.3"),
        (("sections", "6.3", "schedule", 1, "content"), 5, "6.3"),
        (("sections", "6.3", "schedule", 1, "content"), ["一", "二"], "6.3"),
        (("sections", "6.3", "schedule", 1, "period"), 2021, "6.3"),
        (("ignore",), "S204", None),
        (("ignore",), ["S204"], None),
        (("ignore",), [{"rule": "S204", "reason": 5}], None),
    ],
)
def test_a_wrong_type_is_reported_once(path: tuple[str | int, ...], value: Any, section: str | None):
    found = [one for one in changed(*path, value=value) if one.rule not in ("P105", "X501", "X502")]
    assert [(one.rule, one.section, one.severity) for one in found] == [("P103", section, "error")]


def test_sections_that_are_no_table():
    plan = tomllib.loads(CLEAN)
    plan["sections"] = 5
    assert [one.rule for one in check(write(plan))] == ["P103"]


def test_the_year_of_the_wrong_type_is_pointed_at_in_its_own_line():
    text = CLEAN.replace("years = [60, 80, 100, 120, 140]", 'years = [\n  60,\n  80,\n  "100",\n  120,\n  140\n]')
    found = check(text)
    assert [(one.rule, one.words) for one in found] == [("P103", '"100"')]
    assert text.split("\n")[found[0].line - 1].strip() == '"100",'


@pytest.mark.parametrize(
    ("key", "value", "fixed"),
    [("phone", 13800138000, 'phone = "13800138000"\n'), ("host", 5, 'host = "5"\n')],
)
def test_quotes_are_put_on(key: str, value: int, fixed: str):
    assert fixed in check_field(key, value)[0].fixed


def test_quotes_are_taken_off_a_number():
    found = changed("sections", "6.2.1", "indicators", 0, "target", value="7,655")
    assert "target = 7655\n" in found[0].fixed
    assert check(found[0].fixed) == []
