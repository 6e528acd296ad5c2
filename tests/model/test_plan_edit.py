"""An edit changes its own characters in the file, and nothing else; undo gives the very same file back."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planui.buffers import SectionBuffer
from planui.document import Document
from planui.model.edit import Edit, difference
from planui.model.plan_edit import Number

QUOTED = '''format = 1
form = "gz-sti-repository-2020"  # 表单

[fields]
name = '广州市测试科技资源库'   # 名称
[sections.'1']
text = """
第一段。\\u4e2d文 \\
   折行

第二段“引号”。"""   # 尾注
[sections."2"]
text = \'\'\'
字面 \\n 不转义
\'\'\'
[sections."3"]
text = "一行"
[sections."6.2.1"]
indicators = [{ name = "甲", unit = "份", kind = "sum", target = 1, years = [1, 0, 0, 0, 0] }]
'''
TYPED = st.text(st.sampled_from("中文，。a1\"'\\\n\t 　“”#=[]{}\x07\u202e𩽾"), max_size=8)


def document(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "plan.toml"
    path.write_bytes(text.encode("utf-8"))
    return Document.open(str(path), read_only=True)


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    edits=st.lists(
        st.tuples(st.sampled_from(["1", "2", "3", "4.1.1"]), st.integers(0, 30), st.integers(0, 5), TYPED), max_size=6
    )
)
def test_a_text_becomes_what_was_typed_and_nothing_else_changes(tmp_path: Path, newline: str, edits) -> None:
    plan = document(tmp_path, QUOTED.replace("\n", newline))
    original = plan.text
    for number, start, length, new in edits:
        before = {key: plan.plan.text(key) for key in ("1", "2", "3", "4.1.1")}
        text = before[number]
        start = min(start, len(text))
        end = min(start + length, len(text))
        plan.replace_text(number, start, end, new, cursor=start)
        before[number] = text[:start] + new + text[end:]
        if number in plan.plan.sections:
            assert {key: plan.plan.text(key) for key in before} == before
        read = tomllib.loads(plan.text)
        assert read["fields"]["name"] == "广州市测试科技资源库"
        assert "# 表单" in plan.text and "# 尾注" in plan.text
    while plan.undo() is not None:
        pass
    assert plan.text == original


def test_typing_in_the_middle_is_one_line_of_the_diff(sample: Path) -> None:
    before = sample.read_text(encoding="utf-8")
    plan = Document.open(str(sample))
    text = plan.plan.text("4.1.2")
    at = text.index("国家标准")
    SectionBuffer(plan, "4.1.2").replace(at, at, "资源质量", cursor=at)
    plan.save()
    after = sample.read_text(encoding="utf-8")
    changed = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert len(changed) == 2
    assert changed[1][2:].replace("资源质量国家标准", "国家标准", 1) == changed[0][2:]


def test_fields_cells_and_rows(sample: Path) -> None:
    plan = Document.open(str(sample))
    original = plan.text
    plan.set_field("phone", "020-12345678")
    plan.set_field("fax", "1")
    plan.set_cell("6.2.1", "indicators", 0, "target", Number("3_000"))
    rows = len(plan.plan.rows("6.2.1", "indicators"))
    values = {"name": "新", "unit": "项", "kind": "sum", "target": 5, "years": ["1", "1", "1", "1", "1"]}
    plan.add_row("6.2.1", "indicators", 0, values)
    plan.move_row("6.2.1", "indicators", 1, 2)
    plan.delete_row("6.2.1", "indicators", 0)
    read = tomllib.loads(plan.text)
    assert read["fields"]["phone"] == "020-12345678" and read["fields"]["fax"] == "1"
    names = [row["name"] for row in read["sections"]["6.2.1"]["indicators"]]
    assert len(names) == rows and names[1] == "新"
    while plan.undo() is not None:
        pass
    assert plan.text == original
    while plan.redo() is not None:
        pass
    assert tomllib.loads(plan.text) == read


def test_rows_of_an_inline_array(tmp_path: Path) -> None:
    plan = document(tmp_path, QUOTED)
    plan.add_row("6.2.1", "indicators", 0, {"name": "乙", "target": 2})
    plan.add_row("6.2.1", "indicators", -1, {"name": "丙", "target": 3})
    plan.set_cell("6.2.1", "indicators", 0, "unit", "件")
    plan.delete_row("6.2.1", "indicators", 1)
    assert tomllib.loads(plan.text)["sections"]["6.2.1"]["indicators"] == [
        {"name": "丙", "target": 3, "unit": "件"},
        {"name": "乙", "target": 2},
    ]


@given(st.text("ab中", max_size=30), st.text("ab中", max_size=30))
def test_the_difference_of_two_texts_turns_one_into_the_other(before: str, after: str) -> None:
    change = difference(before, after)
    edit = Edit.of([change] if change is not None else [])
    assert edit.apply(before) == after
    assert edit.invert(before).apply(after) == before
