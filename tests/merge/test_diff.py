"""What `planui diff` finds and shows."""

from __future__ import annotations

import json

import pytest
from test_merge import BASE

from planui.model.diff import diff
from planui.model.diff_words import diff_text
from planui.model.words import PlanuiError
from planui.report.diff_json import diff_json
from planui.report.diff_text import diff_report


def _parts(a: str, b: str) -> list[tuple]:
    return [(section.number, part.kind, part.change, part.key) for section in diff(a, b) for part in section.parts]


def test_numbers_and_words_are_whole():
    pieces = diff_text("依托9,000家单位，占86.5%。后句。", "依托12家单位，占90%。后句。")
    assert [tuple(piece) for piece in pieces] == [
        ("equal", "依托"),
        ("delete", "9,000"),
        ("insert", "12"),
        ("equal", "家单位，占"),
        ("delete", "86.5%"),
        ("insert", "90%"),
        ("equal", "。后句。"),
    ]


def test_sentences_that_share_little_are_replaced_whole():
    pieces = diff_text("资源库建于从化的山中。", "本所人员都有高级职称，成果多。")
    assert [piece.op for piece in pieces] == ["delete", "insert"]


def test_parts_of_a_plan():
    new = BASE.replace("广州市甲", "广州市乙").replace("第二句", "次句").replace("target = 10", "target = 12")
    new = new.replace("# 头", "# 首") + '\n[sections."2"]\ntext = "新。"\n'
    assert _parts(BASE, new) == [
        (None, "field", "changed", "name"),
        (None, "comment", "changed", ""),
        ("1", "text", "changed", "text"),
        ("2", "text", "added", "text"),
        ("6.2.1", "cell", "changed", "target"),
    ]


def test_how_it_is_written_is_no_difference():
    assert diff(BASE, BASE.replace("\n", "\r\n").replace('"份"', "'份'").replace("target = 10", "target=1_0")) == []


def test_rows_move():
    row = '\n[[sections."6.2.1".indicators]]\nname = "{}"\n'
    one, two = row.format("论文"), row.format("专利")
    assert _parts(BASE + one + two, BASE + two + one) == [("6.2.1", "row", "moved", "")]
    assert _parts(BASE + one, BASE + two) == [("6.2.1", "row", "removed", ""), ("6.2.1", "row", "added", "")]


def test_report_marks_and_neutralises():
    new = BASE.replace("第二句", "次句\\u001b[c\\u202e")
    plain = diff_report(diff(BASE, new), "a.toml", "b\x1b.toml", "zh")
    assert "第 1 节" in plain
    assert "第一句。【-第二句-】【+次句␛[c‹202E›+】。第三句。" in plain
    assert "\x1b" not in plain
    assert "\u202e" not in plain
    coloured = diff_report(diff(BASE, new), "a", "b", "en", colour=True)
    assert "\x1b[31m第二句\x1b[0m\x1b[32m次句" in coloured
    assert "\x1b[c" not in coloured


def test_json():
    new = BASE.replace("第二句", "次句\\u009b")
    text = diff_json(diff(BASE, new), "a", "b")
    assert "\x9b" not in text
    document = json.loads(text)
    assert document["version"] == 1
    (section,) = document["sections"]
    assert section["section"] == "1"
    assert {"op": "insert", "text": "次句\x9b"} in section["parts"][0]["pieces"]


def test_broken_toml():
    with pytest.raises(PlanuiError, match="the second file is not TOML, line 1"):
        diff(BASE, "x =\n")
