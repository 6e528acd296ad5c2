"""X502 where one quantity stands in two units side by side."""

from __future__ import annotations

import pytest
from rule_plans import check_piece

WRONG = [
    ("占地96亩（4.6公顷），四面有围墙。", "4.6公顷"),
    ("原始数据64 TB，折合56,536 GB，存于两处。", "56,536 GB"),
    ("年产粗蛋白3吨，即2,000公斤。", "2,000公斤"),
    ("展厅1,200平方米（约2.8亩），常年开放。", "2.8亩"),
    ("| 项目 | 规模 |\n| --- | --- |\n| 水面 | 1,260亩（74公顷） |", "74公顷"),
]
RIGHT = [
    "占地96亩（6.4公顷），四面有围墙。",
    "原始数据64 TB，折合65,536 GB，存于两处。",
    "原始数据64 TB（64,000 GB），存于两处。",
    "约96亩，约合6公顷。",
    "面积1,260亩（84公顷），其中水面310亩（约20.7公顷）。",
    "存储12 TB（含2,000 GB备份）。",
    "每份5克、共2公斤。",
    "每批2小时，约30分钟一次。",
    "占地95.5亩（6.3公顷），四面有围墙。",
]


@pytest.mark.parametrize(("text", "at"), WRONG)
def test_a_wrong_conversion_is_told_where_it_stands(text, at):
    assert _told(text) == [at]


@pytest.mark.parametrize("text", RIGHT)
def test_what_comes_out_is_not(text):
    assert _told(text) == []


def _told(text: str) -> list[str]:
    piece = f'[sections."4.3"]\ntext = """\n{text}\n"""\n'
    return [found.words for found in check_piece(piece) if found.rule == "X502"]
