"""Plans for measuring, as many as wanted, each with a text of its own.

A plan is composed anew for every seed: the three complete plans of the project (the sample and `tests/corpus`) are
taken apart into clauses, table rows, list items and headings; every section of the new plan is put together from those
of the same part of the outline, in an order and a company that chance decides, and every number in them that is no year
is changed. So the density of figures, dates, tables, lists, Latin words, brackets and quotations is that of real plans,
while two plans share no paragraph (they share clauses, as plans do). Sentences need not make sense together, therefore
some rules find more in such a plan than in a real one: that is part of what is measured.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from planui.files.form_store import load_form
from planui.model.count import count_chars
from planui.model.markdown import read_prose
from planui.model.plan import read_plan

ROOT = Path(__file__).parents[2]
SOURCES = ("samples/lingnan/plan.toml", "tests/corpus/aquatic/plan.toml", "tests/corpus/climate/plan.toml")
FORM = "gz-sti-repository-2020"

_FIGURE = re.compile(r"(?<![\dA-Za-z.—-])(?!(?:19|20)\d\d)(\d[\d,]*(?:\.\d+)?)(?![\d年月日.:：—-])")
_PAIRS = ("（）", "“”", "《》", "‘’", "()", "【】")


class _Pool(NamedTuple):
    """What the sections under one top heading are made of."""

    clauses: list[str]
    items: list[str]
    tables: list[list[str]]
    headings: list[str]


def _balanced(text: str) -> bool:
    return all(text.count(one) == text.count(other) for one, other in _PAIRS) and "`" not in text and "*" not in text


@cache
def _pools() -> dict[str, _Pool]:
    pools: dict[str, _Pool] = {}
    for name in SOURCES:
        plan = read_plan((ROOT / name).read_text(encoding="utf-8"))
        for number, section in plan.sections.items():
            pool = pools.setdefault(number.split(".")[0], _Pool([], [], [], []))
            for block in re.split(r"\n\s*\n", section.text):
                _take_apart(block.strip("\n"), pool)
    return pools


def _take_apart(block: str, pool: _Pool) -> None:
    lines = block.split("\n")
    if "```" in block or "![" in block:
        return
    if len(lines) > 2 and all("|" in line for line in lines):
        pool.tables.append(lines)
    elif block.startswith("#"):
        pool.headings.append(block)
    elif re.match(r"(?:[-*+]|\d+[.)])\s", block):
        pool.items.extend(line for line in lines if _balanced(line))
    else:
        for sentence in re.findall(r"[^。！？\n]+", block):
            pool.clauses.extend(
                clause.strip() for clause in re.split(r"[，；]", sentence) if _balanced(clause) and len(clause) > 1
            )


def _renumbered(text: str, chance: random.Random) -> str:
    """The text with every number that is no year, date or part of a name changed to one as long."""

    def change(found: re.Match[str]) -> str:
        digits = [str(chance.randrange(10)) if one.isdigit() else one for one in found.group()]
        digits[0] = str(chance.randrange(1, 10))
        return "".join(digits)

    return _FIGURE.sub(change, text)


def _paragraph(pool: _Pool, chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.06 and pool.tables:
        head, rule, *rows = chance.choice(pool.tables)
        return "\n".join([head, rule, *chance.sample(rows, k=len(rows))])
    if kind < 0.16 and pool.items:
        return "\n".join(chance.choice(pool.items) for _ in range(chance.randrange(3, 7)))
    if kind < 0.22 and pool.headings:
        return chance.choice(pool.headings)
    sentences = []
    for _ in range(chance.randrange(3, 8)):
        clauses = [chance.choice(pool.clauses) for _ in range(chance.randrange(2, 5))]
        sentences.append("，".join(clauses) + "。")
    return "".join(sentences)


def make_plan(seed: int, chars: int = 20_000) -> str:
    """The text of a plan of about `chars` 字 (within some per cent), the same for the same seed."""
    chance = random.Random(seed)
    form = load_form(FORM, ".")
    pools = _pools()
    place = chance.choice(["岭南", "珠江", "南粤", "云山", "荔湾", "海珠", "越秀", "番禺", "从化", "增城"])
    what = chance.choice(["中药材", "水生生物", "城市气象", "昆虫标本", "微生物菌种", "古树名木", "果蔬种质"])
    out = [
        f'# 供测速用的方案 {seed}\nformat = 1\nform = "{FORM}"\n\n[fields]\nname = "广州市{place}{what}科技资源库"',
        f'host = "广州{place}{what}研究所"\nleader = "陈{chance.choice("志明远敏嘉")}{chance.choice("远华仪民")}"',
        'contact = "黄敏仪"\nphone = "020-87654321"\nemail = "office@lingnan.example.cn"\ndate = 2020-08-20',
        f'address = "广东省广州市天河区五山路 {chance.randrange(1, 900)} 号"\n',
    ]
    leaves = form.leaves
    share = (chars - 1_800) / (len(leaves) - 3)
    periods = next(table for table in form.tables if table.kind == "schedule").periods
    for section in leaves:
        pool = pools[section.number.split(".")[0]]
        wanted = 900 if section.limit else 120 if section.table == "schedule" else share
        text = ""
        while count_chars(text) < wanted - 50:
            text += _renumbered(_paragraph(pool, chance), chance) + "\n\n"
            if count_chars(text) > 990 and section.limit:
                text = text[: text.rfind("。", 0, -40) + 1] + "\n"
        out.append(f'[sections."{section.number}"]\ntext = """\n{_escaped(text.strip())}\n"""\n')
        if section.table == "indicators":
            for _ in range(chance.randrange(1, 4)):
                years = [chance.randrange(20, 900) for _ in range(5)]
                noun = re.sub(r"[^\u4e00-\u9fff]", "", chance.choice(pool.clauses))[:8] or "新增资源"
                out.append(
                    f'[[sections."{section.number}".indicators]]\nname = "{noun}"\nunit = "份"\nkind = "sum"\n'
                    f"target = {sum(years)}\nyears = {years}\n"
                )
        if section.table == "schedule":
            for period in periods:
                content = _renumbered(_paragraph(pool, chance), chance)
                out.append(
                    f'[[sections."{section.number}".schedule]]\nperiod = "{period.label}"\n'
                    f'content = """\n{_escaped(content)}\n"""\n'
                )
    return "\n".join(out)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\")


def count_plan(text: str) -> int:
    """The 字 of a plan's texts."""
    return sum(count_chars(read_prose(section.text).text) for section in read_plan(text).sections.values())
