"""Merges of single things: what comes out, where the marks stand, and that the file stays as it was beside them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from planui.model.merge import merge
from planui.model.merge_marks import read_conflicts
from planui.model.words import PlanuiError

SAMPLE = (Path(__file__).parents[2] / "samples" / "lingnan" / "plan.toml").read_text(encoding="utf-8")

BASE = '''# 头
format = 1
form = "gz-sti-repository-2020"

[fields]
name = "广州市甲科技资源库"  # 暂名
date = 2020-08-20

[sections."1"]
text = """
第一句。第二句。第三句。

第二段。
"""

[sections."6.2.1"]
text = """
目标。
"""

[[sections."6.2.1".indicators]]
name = "新增资源"
unit = "份"
target = 10
years = [1, 2, 3, 2, 2]
'''


def _both(old_ours: str, ours: str, old_theirs: str, theirs: str, base: str = BASE):
    assert old_ours in base
    assert old_theirs in base
    return merge(base, base.replace(old_ours, ours, 1), base.replace(old_theirs, theirs, 1))


def _text(merged, number: str) -> str:
    return tomllib.loads(merged.text)["sections"][number]["text"]


def test_sentences_of_one_paragraph():
    merged = _both("第一句", "首句", "第二句", "次句")
    assert merged.conflicts == []
    assert merged.text == BASE.replace("第一句", "首句").replace("第二句", "次句")


def test_the_same_sentence_is_a_conflict_of_whole_lines():
    merged = _both("第二句", "我句", "第二句", "他句")
    assert _text(merged, "1") == (
        "<<<<<<< ours\n第一句。我句。第三句。\n=======\n第一句。他句。第三句。\n>>>>>>> theirs\n\n第二段。\n"
    )
    (conflict,) = merged.conflicts
    assert (conflict.section, conflict.kind, conflict.base) == ("1", "text", "第一句。第二句。第三句。")
    assert _text(merged, "1")[conflict.where.start : conflict.where.end].endswith(">>>>>>> theirs")
    (marked,) = read_conflicts(_text(merged, "1"))
    assert (marked.ours, marked.theirs) == ("第一句。我句。第三句。\n", "第一句。他句。第三句。\n")


def test_both_insert_at_one_place():
    one = _both("第二段。\n", "第二段。\n\n乙段。\n", "第二段。\n", "第二段。\n\n甲段。\n")
    other = _both("第二段。\n", "第二段。\n\n甲段。\n", "第二段。\n", "第二段。\n\n乙段。\n")
    assert one.text == other.text
    assert not one.conflicts
    assert "第二段。\n\n乙段。\n\n甲段。\n" in one.text


def test_deleted_and_edited_paragraph_keeps_both():
    merged = _both("\n第二段。\n", "", "第二段。", "第二段改。")
    assert _text(merged, "1").endswith("<<<<<<< ours\n=======\n第二段改。\n>>>>>>> theirs\n")


def test_deleted_and_edited_section():
    start, end = BASE.index('[sections."1"]'), BASE.index('[sections."6.2.1"]')
    merged = merge(BASE, BASE[:start] + BASE[end:], BASE.replace("第二段", "改段"))
    assert merged.conflicts[0].kind == "deleted"
    assert merged.conflicts[0].ours in (None, "")
    assert "改段" in read_conflicts(_text(merged, "1"))[0].theirs


def test_both_add_a_section():
    new = '\n[sections."2"]\ntext = """\n{}\n"""\n'
    merged = merge(BASE, BASE + new.format("同句。甲。"), BASE + new.format("同句。乙。"))
    assert len(merged.conflicts) == 1
    merged = merge(BASE, BASE + new.format("同句。"), BASE + new.format("同句。").replace('"2"', '"3"'))
    assert merged.conflicts == []
    assert list(tomllib.loads(merged.text)["sections"]) == ["1", "6.2.1", "2", "3"]


def test_rows_by_name_and_years_by_place():
    merged = _both("[1, 2,", "[5, 2,", "2, 2]", "2, 9]")
    assert tomllib.loads(merged.text)["sections"]["6.2.1"]["indicators"][0]["years"] == [5, 2, 3, 2, 9]
    row = '\n[[sections."6.2.1".indicators]]\nname = "{}"\nunit = "项"\n'
    merged = merge(BASE, BASE + row.format("论文"), BASE.replace("target = 10", "target = 12") + row.format("专利"))
    rows = tomllib.loads(merged.text)["sections"]["6.2.1"]["indicators"]
    assert [one["name"] for one in rows] == ["新增资源", "专利", "论文"]
    assert rows[0]["target"] == 12


def test_numbers_dates_and_names_of_rows_conflict_in_comments():
    merged = _both("target = 10", "target = 11", "target = 10", "target = 12")
    assert "# <<<<<<< ours\ntarget = 11\n# =======\n# target = 12\n# >>>>>>> theirs\n" in merged.text
    (conflict,) = merged.conflicts
    assert (conflict.kind, conflict.where.table, conflict.where.row, conflict.where.key) == (
        "value",
        "indicators",
        0,
        "target",
    )
    merged = _both("2020-08-20", "2020-08-21", "2020-08-20", "2020-08-22")
    assert tomllib.loads(merged.text)["fields"]["date"].day == 21
    assert read_conflicts(merged.text)[0].comment


def test_a_field_that_is_a_text_holds_both():
    merged = _both("广州市甲", "广州市乙", "广州市甲", "广州市丙")
    assert read_conflicts(tomllib.loads(merged.text)["fields"]["name"])[0].ours == "广州市乙科技资源库\n"
    assert "# 暂名" in merged.text


def test_comments_of_both():
    merged = _both("# 头", "# 头\n# 甲", "# 暂名", "# 定名")
    assert not merged.conflicts
    assert merged.text == BASE.replace("# 头", "# 头\n# 甲").replace("# 暂名", "# 定名")


def test_quotes_changed_on_one_side():
    ours = BASE.replace('text = """\n第一句', "text = '''\n第一句").replace('第二段。\n"""', "第二段。\n'''")
    merged = merge(BASE, ours, BASE.replace("第三句", '第三句“a\\\\b”"'))
    assert not merged.conflicts
    assert "'''\n第一句。第二句。第三句“a\\b”\"。" in merged.text


def test_escapes_stay_as_they_are_written():
    base = BASE.replace("第一句", "\\u7b2c一句").replace("第二段", "第\\\n   二段")
    merged = merge(base, base.replace("第二句", "我句"), base.replace("第三句", "他句"))
    assert merged.text == base.replace("第二句", "我句").replace("第三句", "他句")


@pytest.mark.parametrize("which", [1, 2])
def test_line_ends_changed_on_one_side(which):
    sides = [BASE, BASE.replace("第一句", "首句"), BASE.replace("第三句", "末句")]
    sides[which] = sides[which].replace("\n", "\r\n")
    merged = merge(*sides)
    assert merged.text == BASE.replace("第一句", "首句").replace("第三句", "末句").replace("\n", "\r\n")


def test_mixed_line_ends_and_no_last_one():
    base = BASE.replace("第二段。\n", "第二段。\r\n").removesuffix("\n") + "  # 尾"
    merged = merge(base, base.replace("第一句", "首句"), base.replace("份", "件"))
    assert merged.text == base.replace("第一句", "首句").replace("份", "件")


def test_forms_that_cannot_be_put_together_stay_toml():
    base = 'sections."1".text = "甲。"\n'
    merged = merge(base, '[sections]\n"1" = {text = "甲。"}\n', base + 'sections."1".more = 1\n')
    tomllib.loads(merged.text)
    assert merged.conflicts
    assert "more" in merged.text


def test_labels_cannot_break_the_file():
    merged = merge(BASE, BASE.replace("第二句", "我"), BASE.replace("第二句", "他"), ('a"""\n\x1b[c', "feature/b"))
    tomllib.loads(merged.text)
    assert ">>>>>>> feature/b" in merged.text
    assert "\x1b" not in merged.text


def test_broken_toml_is_said_with_its_line():
    with pytest.raises(PlanuiError, match=r"THEIRS is not TOML, line 3"):
        merge(BASE, BASE, BASE.replace('form = "', "form = "))


def test_changes_leave_the_rest_of_ours_alone():
    merged = _both("第一句", "首句", "目标。", "目标改。")
    assert len(merged.changes) == 1
    assert merged.changes[0].text == "改"


def test_a_long_plan_merges_at_once():
    sections = "".join(
        f'[sections."{number}"]\ntext = """\n'
        + "".join(f"第{number}节第{at}句" + "字" * 30 + "。\n\n" for at in range(180))
        + '"""\n\n'
        for number in range(1, 32)
    )
    assert len(sections) > 200_000
    merged = merge(sections, sections.replace("第7句", "甲"), sections.replace("第9句", "乙"))
    assert merged.text == sections.replace("第7句", "甲").replace("第9句", "乙")


def test_the_sample_merges_with_itself_edited():
    ours = SAMPLE.replace("合计86亩", "合计88亩").replace("target = 20_000", "target = 21_000")
    theirs = SAMPLE.replace("专职工作人员46人", "专职工作人员47人").replace("# 统稿：许静岚", "# 统稿：黎楚衡")
    merged = merge(SAMPLE, ours, theirs)
    assert not merged.conflicts
    assert merged.text == ours.replace("专职工作人员46人", "专职工作人员47人").replace(
        "# 统稿：许静岚", "# 统稿：黎楚衡"
    )


MINE, YOURS = "这里有我一句话。第二句。", "这里有他一句话。第二句。"
MARKED = f"<<<<<<< 我\n{MINE}\n=======\n{YOURS}\n>>>>>>> 他"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "left"),
    [
        (YOURS, MARKED, YOURS, [(MINE, YOURS)]),
        (YOURS, MARKED, "这里有他改过的一句话。第二句。", [(MINE, "这里有他改过的一句话。第二句。")]),
        (YOURS, "这里有他又写一句话。第二句。", MARKED, [(MINE, "这里有他又写一句话。第二句。")]),
        (MARKED, MINE, MARKED, []),
        (MARKED, MINE, YOURS, [(MINE, YOURS)]),
        (MARKED, MINE, MARKED.replace("他一句", "他新一句"), [(MINE, "这里有他新一句话。第二句。")]),
        (
            MARKED,
            MARKED.replace("我一句", "我1一句"),
            MARKED.replace("我一句", "我2一句"),
            [(f"这里有我1一句话。第二句。\n{YOURS}", "这里有我2一句话。第二句。")],
        ),
    ],
    ids=range(7),
)
def test_a_conflict_that_is_merged_again(base, ours, theirs, left):
    """What is not settled yet stays one conflict, with all that anybody has written of it."""
    texts = [f'[sections."1"]\ntext = """\n前。\n\n{text}\n\n后。\n"""\n' for text in (base, ours, theirs)]
    for order in (texts, [texts[0], texts[2], texts[1]]):
        text = _text(merge(*order), "1")
        found = [tuple(sorted((one.ours.strip(), one.theirs.strip()))) for one in read_conflicts(text)]
        assert found == [tuple(sorted(pair)) for pair in left]
        assert text.count("<<<<<<<") == text.count(">>>>>>>") == len(left)
        assert text.startswith("前。\n\n") and text.endswith("\n\n后。\n")
