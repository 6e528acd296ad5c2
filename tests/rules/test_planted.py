"""Faults planted one at a time in the three complete plans: each is found once, by its rule, in its section and line.

A fault is (rule, how to plant it). `plant` returns the changed text and the lines in which the finding may stand.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from rule_plans import Found, check, form

from planui.model.plan import Plan, read_plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.model.toml_nodes import Node

ROOT = Path(__file__).parents[2]
PLANS = {
    "lingnan": ROOT / "samples/lingnan/plan.toml",
    "aquatic": ROOT / "tests/corpus/aquatic/plan.toml",
    "climate": ROOT / "tests/corpus/climate/plan.toml",
    "marine": ROOT / "tests/corpus/marine/plan.toml",
    "archive": ROOT / "tests/corpus/archive/plan.toml",
    "biobank": ROOT / "tests/corpus/biobank/plan.toml",
    "orchard": ROOT / "tests/corpus/orchard/plan.toml",
}
NAMES = ("lingnan", "aquatic", "climate")
"""The plans in which the suite plants; tests/bench/check_quality.py takes all."""


class Planted(NamedTuple):
    """A plan with a fault in it: its text, and where in it the finding belongs."""

    text: str
    section: str | None
    start: int
    end: int


class AnyPicture:
    """Every picture is there, but for those called gone."""

    def fault(self, path: str) -> object:
        from planui.model.words import Words

        return Words("没有", "none") if "gone" in path or "://" in path or path.startswith(("/", "..")) else None


@cache
def original(name: str) -> str:
    return PLANS[name].read_text(encoding="utf-8")


@cache
def plan_of(name: str) -> Plan:
    return read_plan(original(name))


@cache
def known(name: str) -> frozenset[tuple[str, str | None, str]]:
    """What the unchanged plan is reported for already (nothing, when all is well)."""
    return frozenset((one.rule, one.section, one.words) for one in check(original(name), AnyPicture(), MINE))


# Ways to plant --------------------------------------------------------------------------------------------------------


def replace_span(name: str, start: int, end: int, new: str, section: str | None) -> Planted:
    text = original(name)
    return Planted(text[:start] + new + text[end:], section, start, start + len(new))


def quoted(text: str) -> str:
    return '"""\n' + text.replace("\\", "\\\\").replace('"""', '""\\"') + '\n"""'


def value(name: str, node: Node, new: str, section: str | None) -> Planted:
    return replace_span(name, node.start, node.end, new, section)


def text_node(name: str, number: str) -> Node:
    node = plan_of(name).sections[number].text_node
    assert node is not None
    return node


def whole(number: str, new: str) -> Callable[[str], Planted]:
    """A section's text is another."""
    return lambda name: value(name, text_node(name, number), quoted(new), number)


def sentence(number: str, new: str) -> Callable[[str], Planted]:
    """A sentence is put behind the first full stop in the middle of a section's text."""

    def plant(name: str) -> Planted:
        node = text_node(name, number)
        text = original(name)
        middle = re.compile(r"(?<=[\u4e00-\u9fff）])。(?=[\u4e00-\u9fff])")
        found = middle.search(text, (node.start + node.end) // 2, node.end) or middle.search(text, node.start, node.end)
        assert found is not None, (name, number)
        return replace_span(name, found.end(), found.end(), new, number)

    return plant


def paragraph(number: str, new: str) -> Callable[[str], Planted]:
    """A paragraph is put before a section's text."""

    def plant(name: str) -> Planted:
        node = text_node(name, number)
        escaped = new if original(name).startswith("'''", node.start) else new.replace("\\", "\\\\")
        return replace_span(name, node.inner, node.inner, escaped + "\n\n", number)

    return plant


def field(key: str, new: str) -> Callable[[str], Planted]:
    return lambda name: value(name, plan_of(name).fields[key], new, None)


def no_field(key: str) -> Callable[[str], Planted]:
    def plant(name: str) -> Planted:
        node = plan_of(name).fields[key]
        text = original(name)
        end = text.index("\n", node.end) + 1
        changed = text[: node.key_start] + text[end:]
        at = changed.index("[fields]")
        return Planted(changed, None, at, at + 8)

    return plant


def line_added(after: str, new: str, section: str | None) -> Callable[[str], Planted]:
    """A line is put behind the header that begins with `after`."""

    def plant(name: str) -> Planted:
        text = original(name)
        at = text.index("\n", text.index(after)) + 1
        return replace_span(name, at, at, new + "\n", section)

    return plant


def row(number: str, index: int, key: str, new: str | None) -> Callable[[str], Planted]:
    """A cell of a grid is another; None takes it away, which is reported at the row."""

    def plant(name: str) -> Planted:
        section = plan_of(name).sections[number]
        grid = "schedule" if "schedule" in section.node.value else "indicators"
        one = section.rows(grid)[index]
        cell = one.cell(key)
        assert cell is not None
        if new is not None:
            return value(name, cell, new, number)
        text = original(name)
        start, end = cell.key_start, cell.end
        tail = re.compile(r"[ \t]*,[ \t]*|[ \t]*(?:#[^\n]*)?\n?").match(text, end)
        end = tail.end() if tail else end
        if text[start - 2 : start] == ", " and text[end : end + 1] == "}":
            start -= 2
        return Planted(text[:start] + text[end:], number, one.node.start, one.node.start + 2)

    return plant


def no_section(number: str) -> Callable[[str], Planted]:
    """A section and its grids are taken away: reported at the header that it should follow."""

    def plant(name: str) -> Planted:
        text = original(name)
        plan = plan_of(name)
        quoted_number = rf"[\"']{re.escape(number)}[\"']"
        pattern = re.compile(
            rf"^\[\[?sections\.{quoted_number}(?:\.\w+)?\]\]?[^\n]*\n(?:(?!\[\[?sections|\[\[ignore).*\n?)*", re.M
        )
        changed = pattern.sub("", text)
        numbers = [one.number for one in form().sections]
        before = [one for one in numbers[: numbers.index(number)] if one in plan.sections]
        if not before:
            return Planted(changed, number, 0, 1)
        at = read_plan(changed).sections[before[-1]].node.start
        return Planted(changed, number, at, at + 1)

    return plant


def without(number: str, pattern: str, new: str) -> Callable[[str], Planted]:
    """Every match of a pattern in a section's text is replaced."""

    def plant(name: str) -> Planted:
        node = text_node(name, number)
        text = original(name)
        return replace_span(name, node.start, node.end, re.sub(pattern, new, text[node.start : node.end]), number)

    return plant


def no_rows(number: str) -> Callable[[str], Planted]:
    """A section's indicators are all taken away, its text stays."""

    def plant(name: str) -> Planted:
        text = original(name)
        section = plan_of(name).sections[number]
        node = section.node.get("indicators")
        assert node is not None
        if node.kind == "array":
            return Planted(text[: node.key_start] + text[node.end :], number, section.node.start, section.node.end)
        for one in reversed(section.rows("indicators")):
            text = text[: one.node.start] + text[one.node.body_end :]
        return Planted(text, number, section.node.start, section.node.end)

    return plant


def no_schedule_row(index: int) -> Callable[[str], Planted]:
    def plant(name: str) -> Planted:
        text = original(name)
        section = plan_of(name).sections["6.3"]
        one = section.rows("schedule")[index]
        return Planted(text[: one.node.start] + text[one.node.body_end :], "6.3", section.node.start, section.node.end)

    return plant


def year(number: str, index: int, which: int, new: str) -> Callable[[str], Planted]:
    """One year of an indicator is another; the finding stands at its years."""

    def plant(name: str) -> Planted:
        years = plan_of(name).sections[number].rows("indicators")[index].cell("years")
        assert years is not None
        one = years.value[which]
        changed = replace_span(name, one.start, one.end, new, number)
        return changed._replace(start=years.start, end=years.start + 1)

    return plant


def target(number: str, index: int, new: str) -> Callable[[str], Planted]:
    def plant(name: str) -> Planted:
        one = plan_of(name).sections[number].rows("indicators")[index]
        cell, years = one.cell("target"), one.cell("years")
        assert cell is not None
        assert years is not None
        changed = value(name, cell, new, number)
        at = years.start + (len(new) - (cell.end - cell.start) if years.start > cell.start else 0)
        return changed._replace(start=at, end=at + 1)

    return plant


def key_renamed(number: str, to: str) -> Callable[[str], Planted]:
    def plant(name: str) -> Planted:
        node = text_node(name, number)
        return replace_span(name, node.key_start, node.key_end, to, number)

    return plant


GUIDANCE = {section.number: section.guidance for section in form().sections}
FIGURES = r"[\d一二两三四五六七八九十百千万亿]"
FILLER = "资源保藏与共享服务并重。"

FAULTS: list[tuple[str, str, Callable[[str], Planted]]] = [
    ("P102", "a field of its own", line_added("[fields]", 'fax = "020-87654321"', None)),
    ("P102", "a field in another case", line_added("[fields]", 'Phone = "020-87654321"', None)),
    (
        "P102",
        "a key of the file",
        lambda name: replace_span(
            name, original(name).index("format = 1"), original(name).index("format = 1"), 'version = "2"\n', None
        ),
    ),
    ("P102", "a key of a section", line_added('[sections."4.2.2"]', 'note = "初稿"', "4.2.2")),
    ("P102", "a misspelt text", key_renamed("4.2.2", "texts")),
    (
        "P102",
        "an unknown section",
        lambda name: replace_span(
            name, len(original(name)), len(original(name)), '\n[sections."4.6"]\ntext = "无"\n', "4.6"
        ),
    ),
    (
        "P102",
        "a deeper section",
        lambda name: replace_span(
            name, len(original(name)), len(original(name)), '\n[sections."4.1.1.1"]\ntext = "无"\n', "4.1.1.1"
        ),
    ),
    (
        "P102",
        "a key of a row",
        lambda name: replace_span(
            name,
            plan_of(name).sections["6.3"].rows("schedule")[2].cell("period").key_start,
            plan_of(name).sections["6.3"].rows("schedule")[2].cell("period").key_start,
            'title = "第三年"\n',
            "6.3",
        ),
    ),
    ("P103", "a number for a text", field("contact", "5")),
    ("P103", "a telephone number bare", field("phone", "13800138000")),
    ("P103", "an array for a text", field("leader", '["甲", "乙"]')),
    ("P103", "a text that is a number", lambda name: value(name, text_node(name, "4.2.1"), "12", "4.2.1")),
    ("P103", "a text that is an array", lambda name: value(name, text_node(name, "6.4.6"), '["甲"]', "6.4.6")),
    ("P103", "a target in quotes", row("6.2.1", 0, "target", '"9000"')),
    ("P103", "a kind of its own", row("6.2.1", 0, "kind", '"total"')),
    (
        "P103",
        "a year in quotes",
        lambda name: value(
            name, plan_of(name).sections["6.2.3"].rows("indicators")[0].cell("years").value[3], '"4700"', "6.2.3"
        ),
    ),
    ("P103", "a content that is a number", row("6.3", 1, "content", "2021")),
    ("P103", "a date without its signs", field("date", "20200820")),
    *[("F101", f"no {one.key}", no_field(one.key)) for one in form().fields],
    *[("F101", f"blank {one.key}", field(one.key, '" "')) for one in form().fields],
    ("F102", "crosses", field("name", '"广州市××科技资源库"')),
    ("F102", "no city", field("name", '"岭南××科技资源库"')),
    ("F102", "the province", field("name", '"广东省珠江生物科技资源库"')),
    ("F102", "the city without 市", field("name", '"广州珠江生物科技资源库"')),
    ("F102", "another ending", field("name", '"广州市珠江生物资源中心"')),
    ("F102", "a platform of another kind", field("name", '"广州市珠江生物科技数据服务平台"')),
    *[
        ("F103", one, field("phone", f'"{one}"'))
        for one in (
            "81322650",
            "1380013800",
            "020-8132265",
            "12345678901",
            "400-830-2250",
            "13800138OOO",
            "0208-1322650",
            "020-81322650、1380013",
        )
    ],
    *[
        ("F104", one, field("email", f'"{one}"'))
        for one in ("a.b.cn", "a@b", "a＠b.cn", "a @b.cn", "a@b,cn", "陈@b.cn", "a@b..cn", "a@163.con")
    ],
    *[
        ("F105", one, field("date", one))
        for one in (
            '"2020-08-20"',
            '"2020年8月20日"',
            '"二〇二〇年八月二十日"',
            "2002-08-20",
            "2019-12-31",
            "2026-01-01",
            '"2020年8月32日"',
            "2020-08-20T00:00:00",
        )
    ],
    *[
        ("F106", one, field("address", f'"{one}"'))
        for one in (
            "广州市五山路483号",
            "广州市天河区五山路",
            "广州市天河区483号",
            "广东省广州市天河区",
            "广州市天河区华南植物园内",
            "广州市黄埔区科学城科研路B栋",
            "广州市番禺大学城外环西路100号",
            "广州市海珠区新港西路8号楼",
        )
    ],
    *[
        ("S201", f"missing {number}", no_section(number))
        for number in ("1", "3", "4.1.2", "4.4.3", "5", "6.4.6", "6.2.4")
    ],
    *[
        ("S201", f"blank {number}", whole(number, text))
        for number, text in (
            ("2", ""),
            ("4.1.1", " \u3000 "),
            ("4.4.2", "\n\n"),
            ("6.1", "![图](figures/a.png)"),
            ("6.2.2", ""),
            ("4.3", '![图](figures/a.png "图1 库房")\n'),
        )
    ],
    ("S202", "by one", whole("1", FILLER * 83 + "资源保藏。")),
    ("S202", "by far", whole("2", FILLER * 120)),
    ("S202", "in a list", whole("1", "\n".join(f"- {FILLER}" for _ in range(84)))),
    ("S203", "by one", whole("1", FILLER * 79 + "资源。")),
    ("S203", "at the limit", whole("2", FILLER * 83 + "资源藏。")),
    ("S203", "in the middle", whole("2", FILLER * 81)),
    *[
        ("S204", one, sentence(number, one))
        for number, one in (
            ("4.1.1", "另有××份尚在整理。"),
            ("4.1.2", "其中XX份已复核。"),
            ("4.2.1", "具体办法待补充。"),
            ("4.2.2", "会期待定。"),
            ("4.3", "新增面积____平方米。"),
            ("4.5.2", "经费TODO万元。"),
            ("5", "单位成立于XXXX年。"),
            ("6.1", "其余指标（待定）。"),
            ("6.4.6", "共xx万元。"),
            ("4.4.1", "服务用户×××家。"),
            ("4.5.3", "合作单位待补充，经费另计。"),
        )
    ],
    ("S204", "an ellipsis", paragraph("4.5.4", "……")),
    ("S204", "dots", paragraph("4.4.3", "......")),
    ("S204", "a line", paragraph("3", "负责单位：________")),
    ("S204", "in a cell", row("6.3", 3, "content", '"""完成××份资源的整理。"""')),
    ("S204", "in a field", field("contact", '"待定"')),
    ("S204", "crosses in the host", field("host", '"广州××研究所"')),
    *[
        ("S205", number, sentence(number, GUIDANCE[number][5 + shift : 5 + shift + length] + "。"))
        for number, shift, length in (
            ("4.1.1", 0, 20),
            ("4.1.2", 10, 30),
            ("4.2.2", 0, 25),
            ("4.4.1", 12, 40),
            ("4.5.2", 30, 22),
            ("6.1", 3, 21),
        )
    ],
    ("S205", "the whole of it", paragraph("4.2.3", GUIDANCE["4.2.3"])),
    *[
        ("S206", f"{number} {text}", whole(number, text))
        for number, text in (
            ("4.4.1", "无"),
            ("4.4.2", "暂无。"),
            ("4.4.3", "“无”"),
            ("6.1", "无此项内容"),
            ("6.2.3", "（暂无）"),
            ("6.2.5", "无相关内容。"),
        )
    ],
    ("S206", "in a row", row("6.3", 4, "content", '"无。"')),
    ("S206", "暂无 in a row", row("6.3", 0, "content", '"暂无"')),
    *[
        ("S207", one, paragraph("4.5.4", f"![图]({one})"))
        for one in ("figures/gone.png", "https://a.cn/b.png", "/etc/x.png", "../x.png")
    ],
    (
        "S207",
        "with a title",
        paragraph("4.1.3", "![库房](figures/gone.jpg '图9 库房')"),
    ),
    ("S207", "in the schedule", row("6.3", 2, "content", '"见图。\\n\\n![图](gone.png)"')),
    *[
        ("S208", f"table {index}", paragraph("4.2.2", table))
        for index, table in enumerate(
            (
                "| 甲 | 乙 |\n|---|---|\n| 子 | 丑 |\n| 寅 |\n",
                "| 甲 | 乙 |\n|---|---|\n| 子 | 丑 | 寅 |\n",
                "| 甲 | 乙 |\n|---|\n| 子 | 丑 |\n",
                "甲 | 乙\n--- | ---\n子 | 丑 | 寅\n",
                "| 甲 | 乙 | 丙 |\n|---|---|---|\n| 子 | 丑 | 寅 |\n| 卯 | 辰 |\n| 巳 | 午 | 未 |\n",
            )
        )
    ],
    (
        "Q301",
        "a bare goal",
        whole("6.1", "到2025年6月，建成家底清楚、服务便捷的区域性资源库，形成一批有影响的成果，跻身国内先进行列。"),
    ),
    (
        "Q301",
        "years only",
        whole("6.1", "2020年7月至2022年6月打基础；2022—2025年上台阶；“十四五”期间建成五个方面的能力。"),
    ),
    ("Q301", "ordinals", whole("6.1", "第一，完善收集体系；第2，扩大共享；三是培养队伍。见图1，执行GB/T 9704。")),
    ("Q301", "no area at all", whole("4.3", "资源库用房宽敞，设有冷库3间、标本室2间，设备总值800万元，实行双路供电。")),
    (
        "Q301",
        "figures taken out",
        without("6.1", rf"{FIGURES}+[\d,，.]*(?={FIGURES}*[^年月日\d一二三四五六七八九十])", "若干"),
    ),
    ("Q301", "areas taken out", without("4.3", r"[\d,.]+ ?[万余]*(?:平方米|m²|m2|㎡|hm²|亩|公顷)", "充足的场地")),
    *[
        (
            "Q302",
            number,
            without(number, r"[%％‰]|分之|成(?=[，。、；以左多上四五二三])|半数?|[∶:：比](?=[\d一-十])|每", "余"),
        )
        for number in ("4.1.1", "4.1.4")
    ],
    *[
        (
            "Q302",
            f"{number} another",
            whole(number, "在国内同类资源中居于前列，占比较高，比例逐年上升，8:30开放预约，涵盖全部主要种类。"),
        )
        for number in ("4.1.1", "4.1.4", "4.2.3", "4.4.2")
    ],
    *[("Q303", number, no_rows(number)) for number in ("6.2.1", "6.2.2", "6.2.3", "6.2.4", "6.2.5")],
    ("Q304", "no target", row("6.2.2", 0, "target", None)),
    ("Q304", "no unit", row("6.2.3", 1, "unit", None)),
    ("Q304", "no years", row("6.2.4", 0, "years", None)),
    ("Q304", "a blank unit", row("6.2.5", 0, "unit", '""')),
    ("Q304", "four years", row("6.2.1", 0, "years", "[1, 2, 3, 4]")),
    ("Q304", "no year at all", row("6.2.2", 1, "years", "[]")),
    ("Q305", "a year less", year("6.2.1", 0, 2, "1")),
    ("Q305", "the last year", year("6.2.3", 0, 4, "7_777")),
    ("Q305", "a target more", target("6.2.2", 0, "999_999")),
    ("Q305", "by a hundredth", target("6.2.5", 0, "17.01")),
    ("Q305", "another kind of year", year("6.2.4", 0, 0, "0.5")),
    ("Q305", "nothing", target("6.2.1", 0, "0")),
    *[("T403", f"no row {index}", no_schedule_row(index)) for index in range(5)],
    ("T404", "a month", row("6.3", 0, "period", '"2020年7月至2021年7月"')),
    ("T404", "a dash", row("6.3", 1, "period", '"2021年7月—2022年6月"')),
    ("T404", "a year", row("6.3", 2, "period", '"2022年7月至2024年6月"')),
    ("T404", "the same twice", row("6.3", 3, "period", '"2022年7月至2023年6月"')),
    ("T404", "an ordinal", row("6.3", 4, "period", '"第五年"')),
    ("T404", "nothing", row("6.3", 4, "period", '""')),
    *[
        ("T405", one, sentence(number, one))
        for number, one in (
            ("4.2.1", "该办法自2019年13月起施行。"),
            ("4.1.2", "规范于2020年2月30日修订。"),
            ("4.5.2", "审议定于6月31日。"),
            ("4.2.2", "会议于2019年2月29日举行。"),
            ("4.5.4", "平台于2019-02-30上线。"),
            ("5", "二〇一九年十一月三十一日换届。"),
            ("4.1.3", "首批于2019.4.31入库。"),
        )
    ],
    ("T405", "in the schedule", row("6.3", 0, "content", '"2020年9月31日前完成补采，新增资源。"')),
]
MINE = tuple(sorted({rule for rule, _, _ in FAULTS}))
"""The rules that are planted for here; those on style, names and quantities have plants of their own."""


def new_findings(name: str, planted: Planted) -> list[Found]:
    return [
        one for one in check(planted.text, AnyPicture(), MINE) if (one.rule, one.section, one.words) not in known(name)
    ]


@pytest.mark.parametrize("name", PLANS)
def test_the_plans_are_clean(name: str):
    assert known(name) == frozenset()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("rule", "what", "plant"), FAULTS, ids=lambda one: one if isinstance(one, str) else "")
def test_a_planted_fault_is_found_once_in_its_place(name: str, rule: str, what: str, plant: Callable[[str], Planted]):
    planted = plant(name)
    found = new_findings(name, planted)
    lines = range(
        planted.text.count("\n", 0, planted.start) + 1, planted.text.count("\n", 0, max(planted.start, planted.end)) + 2
    )
    right = [one for one in found if one.rule == rule]
    assert [one.section for one in right] == [planted.section], found
    assert right[0].line in lines
    assert [one for one in found if one.rule != rule] == []
