"""No text makes a rule slow: 40 kB of the beginnings of things take time that grows with their length."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest
from rule_plans import form

from planui.model.diagnostic import Place
from planui.model.passage import Passage
from planui.model.toml_nodes import Node
from planui.rules.contents import says_none
from planui.rules.f103_bad_phone import check as check_phone
from planui.rules.f104_bad_email import check as check_mail
from planui.rules.f106_vague_address import missing_parts
from planui.rules.figures import has_area, has_figure, has_proportion
from planui.rules.placeholders import find_holes
from planui.rules.s205_guidance_copied import RULE as S205
from planui.rules.t405_impossible_date import RULE as T405

SIZE = 40_000
LIMIT = 1.0
"""Seconds; each takes a tenth of it, and what grows with the square of the length takes many times as long."""
SEEDS = [
    "1",
    "1,",
    "1.",
    "1 ",
    "12月",
    "月",
    "年",
    "2020",
    "2020-",
    "2020-1-",
    "2020.1—",
    ".1.",
    "十",
    "一百",
    "二〇",
    "第一、",
    "占",
    "每一",
    "x",
    "X",
    "XX",
    "×",
    "× ",
    "_",
    "__ ",
    "待",
    "待补充",
    "待定期",
    "请填写",
    "此处",
    "…",
    "。",
    "...",
    "…\n",
    "\t…\t",
    "略",
    "（略",
    "某某",
    "TODO",
    "a@",
    "a.",
    "路",
    "区",
    "市",
    "号",
    "1号",
    "无",
    "（",
    "“",
    "1:",
    "1/",
    "1～",
    "成",
    "八成",
    "百分之",
    "面积（",
    "资源库",
    "主要描述",
    "科技资源库",
    "  ",
    "\n",
    "| ",
    "1～2月3～",
    "平方",
    "0",
    "-",
    "Xx-",
]


def seconds(work: object, text: str) -> float:
    start = time.perf_counter()
    work(text)  # type: ignore[operator]
    return time.perf_counter() - start


def guidance(text: str) -> None:
    section = form().section("4.4.1")
    assert section is not None
    list(S205.check(Passage(text, Place("text", "4.4.1")), section, form()))


def dates(text: str) -> None:
    section = form().section("4.4.1")
    list(T405.check(Passage(text, Place("text", "4.4.1")), section, form()))


def field(check: object, key: str, text: str) -> None:
    plan = SimpleNamespace(fields={key: Node("string", text, 0, 0)})
    list(check(plan, form()))  # type: ignore[operator]


WORKS = {
    "holes": find_holes,
    "figure": has_figure,
    "area": has_area,
    "proportion": has_proportion,
    "none": says_none,
    "address": missing_parts,
    "guidance": guidance,
    "dates": dates,
    "phone": lambda text: field(check_phone, "phone", text),
    "mail": lambda text: field(check_mail, "email", text),
}


@pytest.mark.parametrize("name", WORKS)
def test_adversarial_texts(name: str):
    slow = []
    for seed in SEEDS:
        text = seed * (SIZE // len(seed))
        took = seconds(WORKS[name], text)
        if took > LIMIT:
            slow.append((seed, took))
    assert slow == []
