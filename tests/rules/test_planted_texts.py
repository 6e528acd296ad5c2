"""Slips planted in the texts of the three complete plans: found by the right rule, in the right section and line.

Where they are planted is drawn by chance with a fixed seed, so that the rules are not fitted to a few places.
"""

from __future__ import annotations

import random
import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from planted_sentences import GOALS, RESULTS, SUMS
from rule_plans import find_form
from test_planted import NAMES, PLANS, AnyPicture, original, plan_of

from planui.check import Checker, Selection
from planui.rules import figure_pairs, x502_figures_differ
from planui.rules.vague_nouns import is_vague

if TYPE_CHECKING:
    from collections.abc import Iterator

MINE = ("L6", "T401", "T402", "X5")
HAN = "[\u4e00-\u9fff]"
WIDE_TO_HALF = {"，": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!"}
INVISIBLE = "\u200b\u200c\u200d\ufeff\u2060\u00ad\u202e\u2066\u200e\ue000\uf8ff\u0378\U000f0001\u2028"

Planted = tuple[str, str, int]
"""A changed file, the section of the change, and its offset."""


@cache
def spans(name: str) -> tuple[tuple[str, int, int], ...]:
    """The texts of a plan that hold enough words to plant something in: section, start, end in the file."""
    found = []
    for number, section in plan_of(name).sections.items():
        node = section.text_node
        if node is not None and node.end - node.start > 300:
            found.append((number, node.inner, node.end - 3))
    return tuple(found)


@cache
def checker(name: str) -> Checker:
    made = Checker(Selection(select=MINE))
    made.check_text(original(name), find_form, AnyPicture())
    return made


def found_in(name: str, text: str) -> list[tuple[str, str | None, int]]:
    """(rule, section, line) of everything that the rules of these tests find."""
    checked = checker(name).check_text(text, find_form, AnyPicture())
    return [(one.rule, one.section, checked.source.position(one.start).line) for one in checked.diagnostics]


def code_spans(text: str) -> list[tuple[int, int]]:
    return [
        one.span()
        for one in re.finditer(r"```.*?```|`[^`\n]*`|!\[[^\]\n]*\]\([^()\n]*\)|^(?: {4}|\t)[^\n]*$", text, re.S | re.M)
    ]


def replaced(name: str, pattern: str, count: int, change: object, seed: int) -> Iterator[Planted]:
    """Some matches of a pattern in the texts, each replaced in a plan of its own; code and pictures are left alone."""
    dice = random.Random(seed)
    text = original(name)
    code = code_spans(text)
    places = [
        (number, one)
        for number, start, end in spans(name)
        for one in re.compile(pattern).finditer(text, start, end)
        if not any(low <= one.start() < high for low, high in code)
    ]
    for number, one in dice.sample(places, min(count, len(places))):
        new = change(one, dice)  # type: ignore[operator]
        yield text[: one.start()] + new + text[one.end() :], number, one.start()


def missed(rule: str, name: str, plants: Iterator[Planted]) -> tuple[list[str], int]:
    """What is not found in its line, or is found by another rule too."""
    out, tried = [], 0
    for text, number, at in plants:
        tried += 1
        line = text.count("\n", 0, at) + 1
        found = found_in(name, text)
        if rule == "X502" and [one[:2] for one in found] == [("X503", number)]:
            tried -= 1  # it was one of the parts of a whole
        elif not any(one[0] == rule and one[1] == number and abs(one[2] - line) <= 0 for one in found):
            out.append(f"{name} {number} {text[max(0, at - 16) : at + 18]!r} {found}")
        elif {one[0] for one in found} != {rule}:
            out.append(f"{name} {number} twice {text[max(0, at - 16) : at + 18]!r} {found}")
    return out, tried


def half_width(name: str) -> Iterator[Planted]:
    yield from replaced(
        name, rf"(?<={HAN})[，。；：？！](?={HAN}|\n|\d)", 16, lambda one, _: WIDE_TO_HALF[one.group()], 1
    )
    yield from replaced(name, rf"（(?=[^（）\n]*{HAN})([^（）\n]*)）", 12, lambda one, _: f"({one[1]})", 2)


def unpaired(name: str) -> Iterator[Planted]:
    yield from replaced(name, rf"(?<={HAN})[（“《](?!\d）)|[）”》](?={HAN})(?<!\d）)", 16, lambda one, _: "", 3)
    yield from replaced(name, rf"(?<={HAN})(?={HAN}{HAN})", 6, lambda _, dice: dice.choice("“”（）《》【】"), 4)


def repeated(name: str) -> Iterator[Planted]:
    yield from replaced(
        name,
        rf"(?<={HAN})[的了和是在与并及或把被从为](?={HAN})(?![线库否岗研])(?<![目为存线现与以成作])",
        12,
        lambda one, _: one.group() * 2,
        5,
    )
    yield from replaced(
        name,
        r"资源|管理|建设|进行|服务|保存|数据|样品|技术|人员|工作|提供|采集|我们|平台|标本|单位|用户|项目|系统|机制",
        16,
        lambda one, _: one.group() * 2,
        6,
    )
    yield from replaced(
        name, r"资源库|数据库|研究院|标准化|负责人|共享服务|在线系统", 6, lambda one, _: one.group() * 2, 7
    )


def invisible(name: str) -> Iterator[Planted]:
    yield from replaced(name, rf"(?<={HAN})(?={HAN})", 8, lambda _, dice: dice.choice(INVISIBLE), 8)


def sentences(name: str, starts: tuple[str, ...], chosen: tuple[str, ...], seed: int) -> Iterator[Planted]:
    """Sentences put behind a full stop of sections whose numbers begin in one of those ways."""
    dice = random.Random(seed)
    text = original(name)
    code = code_spans(text)
    places = [
        (number, one.end())
        for number, start, end in spans(name)
        if number.startswith(starts)
        for one in re.compile(rf"(?<={HAN})。(?={HAN})").finditer(text, start, end)
        if not any(low <= one.start() < high for low, high in code)
    ]
    if not places:
        return  # a plan of tables
    for said in chosen[seed % 3 :: 3] if len(chosen) > 20 else chosen:
        number, at = dice.choice(places)
        yield text[:at] + said + text[at:], number, at


def slips_of_names(name: str) -> Iterator[Planted]:
    """One or two characters lost, added or changed in a name, wherever it stands and in sentences put in."""
    dice = random.Random(9)
    plan = plan_of(name)
    for key in ("name", "host"):
        whole = plan.field_text(key)
        for index in range(8):
            slip = list(whole)
            at = dice.randrange(3 if key == "name" else 2, len(whole) - 1)
            kind = index % 4
            if kind == 0:
                slip[at] = dice.choice("喃泽粤淮瑾槐")
            elif kind == 1:
                del slip[at]
            elif kind == 2:
                slip.insert(at, dice.choice("新大中总区"))
            elif slip[at] != slip[at - 1]:
                slip[at - 1], slip[at] = slip[at], slip[at - 1]
            else:
                del slip[at]
            if any(one == other for one, other in pairwise(slip)) or slip == list(whole):
                continue  # also a character typed twice
            said = f"{''.join(slip)}长期坚持开放。"
            yield from sentences(name, ("4.", "5", "6.4"), (said,), index)
    leader = plan.field_text("leader")
    for index, said in enumerate(
        ("负责人{}研究员牵头。", "资源库主任{}主持日常工作。", "由主任{}负责。", "{}担任本库负责人。")
    ):
        slip = leader[:-1] + "珩衍澜"[index % 3] if index % 2 else leader[0] + "瑜" + leader[2:]
        yield from sentences(name, ("4.", "5", "6.4"), (said.format(slip),), index + 40)


@cache
def repeated_figures(name: str) -> tuple[tuple[str, int, int, bool], ...]:
    """Figures of running text that stand in several places: section, start, end, whether in three or more.

    Cells of tables are left out: a wrong one spoils its column's total, which X503 reports.
    """
    made = Checker(Selection(select=("X502",)))
    made.check_text(original(name), find_form, AnyPicture())
    plan = plan_of(name)
    join = x502_figures_differ.Figures()
    for passage, memory in (one for seen in made._seen.values() for one in seen.memories.items()):
        if "X502" in memory.facts:
            join.add(passage, memory.facts["X502"])
    assert list(join.findings(plan, find_form("gz-sti-repository-2020"))) == []
    found = []
    for (noun, _), members in join._groups.items():
        scopes: dict[str, list[figure_pairs.Said]] = {}
        for said in join._all(members):
            scopes.setdefault(said.scope, []).append(said)
        for group in scopes.values():
            values = {said.number.value for said in group}
            if len({said.group for said in group}) < 2 or len(values) > 1 or is_vague(noun) or min(values) < 10:
                continue
            for said in group:
                first = said.group == group[0].group and len(group) == 2 and not any(one.grid for one in group)
                if not said.grid and not first and "table" not in said.group:
                    start, end = plan.locate(said.place)
                    found.append((said.section, start, end, len(group) > 2))
    return tuple(found)


def other_figures(name: str) -> Iterator[Planted]:
    """One of several equal figures, a digit or two of it changed."""
    dice = random.Random(21)
    text = original(name)
    places = repeated_figures(name)
    for number, start, end, _ in dice.sample(places, min(24, len(places))):
        digits = [at for at in range(start, end) if text[at] in "123456789"]
        if len(digits) < 2:
            continue
        one, two = digits[-2:]
        if text[one] != text[two] and two == one + 1 and dice.random() < 0.5:
            changed = text[:one] + text[two] + text[one] + text[two + 1 :]
        else:
            other = str(int(text[two]) + 1) if text[two] != "9" else "7"
            changed = text[:two] + other + text[two + 1 :]
        yield changed, number, start


ANY_FIGURE = re.compile(r"(?<![\d.,A-Za-z/—–-])(\d[\d,]*(?:\.\d+)?)(?: ?)([\u4e00-\u9fff%]{1,3})")


def any_figures(name: str) -> Iterator[Planted]:
    """Every figure of some digits that stands with the same unit in several sections, a slip in one of them."""
    dice = random.Random(5)
    text = original(name)
    places: dict[tuple[str, str], list[tuple[str, int, int]]] = {}
    for number, start, end in spans(name):
        for one in ANY_FIGURE.finditer(text, start, end):
            unit = next((unit for unit in UNITS if one[2].startswith(unit)), "")
            if unit and len(one[1]) > 1:
                places.setdefault((one[1].replace(",", ""), unit), []).append((number, one.start(1), one.end(1)))
    for _, same in sorted(places.items()):
        if len({number for number, _, _ in same}) < 2:
            continue
        number, start, end = same[-1] if len(same) == 2 else dice.choice(same)
        digits = [at for at in range(start, end) if text[at] in "123456789"]
        if len(digits) > 1:
            last = digits[-1]
            other = str(int(text[last]) + 1) if text[last] != "9" else "7"
            yield text[:last] + other + text[last + 1 :], number, start


UNITS = (
    "平方米", "人次", "份次", "株次", "号次", "批次", "条次", "万元", "万份", "万条", "万页", "万字", "份", "人", "家",
    "个", "项", "件", "种", "台", "套", "册", "条", "篇", "株", "号", "幅", "张", "%", "例",
)  # fmt: skip

PLANTS = {
    "L601": half_width,
    "L602": unpaired,
    "L603": repeated,
    "L604": invisible,
    "T401": lambda name: sentences(name, ("4.4",), RESULTS, 11 + list(PLANS).index(name)),
    "T402": lambda name: sentences(name, ("6.",), GOALS, 12 + list(PLANS).index(name)),
    "X501": slips_of_names,
    "X502": other_figures,
    "X503": lambda name: sentences(name, ("4.1", "4.2", "4.5"), SUMS, 13 + list(PLANS).index(name)),
}


@pytest.mark.parametrize("name", NAMES)
def test_the_plans_are_clean(name: str):
    assert found_in(name, original(name)) == []


@pytest.mark.parametrize("rule", PLANTS)
def test_planted_slips_are_found(rule: str):
    wrong, tried = [], 0
    for name in NAMES:
        some, count = missed(rule, name, PLANTS[rule](name))
        wrong += some
        tried += count
    assert len(wrong) <= tried * 0.03, f"{len(wrong)} of {tried}\n" + "\n".join(wrong)
