"""S204: placeholders as words, and words that only look like them."""

from __future__ import annotations

import pytest
from rule_plans import check_field, check_piece, check_text

from planui.rules.placeholders import find_holes

HOLES = [
    ("现有标本××份。", "××"),
    ("现有标本XX份。", "XX"),
    ("每年安排运行经费X万元。", "X"),
    ("获奖情况：……", "……"),
    ("由xx单位承担。", "xx"),
    ("由ＸＸ单位承担。", "ＸＸ"),
    ("XXX大学负责。", "XXX"),
    ("20XX年建成。", "XX"),
    ("2020年XX月XX日验收。", "XX月XX"),
    ("2020年X月X日验收。", "年X月X日"),
    ("2020年×月×日验收。", "年×月×日"),
    ("覆盖率达到XX%。", "XX"),
    ("广州市××区××路", "××区××"),
    ("执行 GB/T XXXX—2020 标准", "XXXX"),
    ("第XX条规定", "XX"),
    ("联系 http://www.xxx.com 查询", "xxx"),
    ("现有标本____份。", "____"),
    ("现有标本__份。", "__"),
    ("面积＿＿＿平方米。", "＿＿＿"),
    ("负责人：______", "______"),
    ("设备清单待补充。", "待补充"),
    ("（待补充）", "待补充"),
    ("经费（待补充）万元。", "待补充"),
    ("面积为待补充平方米。", "待补充"),
    ("共收集待定份。", "待定"),
    ("验收时间待定。", "待定"),
    ("开放日期待定。", "待定"),
    ("由待定单位负责。", "待定"),
    ("人员、经费、场地等待定。", "待定"),
    ("人选尚待定，", "待定"),
    ("具体数据尚待补充。", "待补充"),
    ("待补充具体数据", "待补充"),
    ("【待完善】", "待完善"),
    ("合作单位：待确认", "待确认"),
    ("本表待填写。", "待填写"),
    ("（此处填写运行机制）", "此处填写"),
    ("（此处待补充口述史情况）", "待补充"),
    ("【请填写本单位情况】", "请填写"),
    ("请补充数据", "请补充"),
    ("单击此处输入文字。", "此处输入"),
    ("TODO：补图", "TODO"),
    ("金额TBD。", "TBD"),
    ("第一段。\n\n……\n\n第三段。", "……"),
    ("......", "......"),
    ("| 项目 | 数量 |\n\n…", "…"),
    ("。。。。。。", "。。。。。。"),
    ("组织结构图（略）。", "（略）"),
    ("由某某单位承担。", "某某"),
]


@pytest.mark.parametrize(("text", "hole"), HOLES)
def test_a_placeholder_is_found_once_at_its_words(text: str, hole: str):
    assert [text[one.start : one.end] for one in find_holes(text)] == [hole]


NONE = [
    "有待定量评估，等待定植，期待定期获得，亟待定型，接待定点学校，对待定性描述，等待定标。",
    "待定种3个，待定名的标本，待定位的样点，待定级的实验室。",
    "高海拔站网尚有待补充。",
    "等待补充液氮的时间不超过一周。",
    "制度有待完善，数据有待补充。",
    "台账状态为“待补充”的材料不得出库。",
    "申请分为受理、待补充、退回三种。",
    "把这些记录标为待定，复核后再入库。",
    "待补充材料的申请一律退回申请人并写明原因。",
    "用户请填写申请表并加盖公章，由窗口受理。",
    "1. 用户请填写申请单。",
    "在此处填写的内容自动保存。",
    "a × b，3×5 m，10 m × 10 m，3×3×3的窗口，斑鳢♀ × 乌鳢♂，2×150 bp。",
    "XXL号反光衣，XXH64算法，CXX-12型仪器，XX染色体与XY染色体，XX-12型仪器，EXXON公司。",
    "第XX届（即第二十届），凝血第XX因子。",
    "性别决定为XX/XY型，XX个体为雌性。",
    "典型核型为45,X，个别为45,X/46,XX嵌合体，女性为46, XX。",
    "X射线衍射仪1台，X个性化方案，经费与X项目合并，X染色体。",
    "XX chromosomes and XY chromosomes",
    "字段 zj__taxon__id 与 gz____59287_2019.nc",
    "第一段。\n\n___\n\n第二段。",
    "我们不缺预报……缺的是实况。",
    "依次类推…",
    "Todorov方案，autodock软件，TODOs。",
    "TODO清单由专人维护。",
    "查询接口写作 name=… 的形式。",
    "战略、简略、省略、忽略。",
    "暂定在2023年上半年，特定、固定、稳定。",
    "优待定点单位，善待定居的渔民，看待定论。",
]


@pytest.mark.parametrize("text", NONE)
def test_words_that_only_look_like_placeholders(text: str):
    assert find_holes(text) == []


def test_code_is_no_place_for_placeholders():
    assert check_text("4.5.4", "本库的字段写作 `XX__id`，日期写作 `YYYY-XX-XX`，来源清楚。") == []


def test_a_cell_of_a_markdown_table():
    found = check_text("4.5.4", "优势如下：\n\n| 优势 | 说明 |\n|---|---|\n| 库容 | …… |\n| 条件 | 待定 |\n")
    assert [(one.rule, one.words) for one in found] == [("S204", "……"), ("S204", "待定")]


def test_grids_hold_placeholders_too():
    rows = (
        '[[sections."6.2.5".indicators]]\nname = "交换××"\nunit = "XX"\nkind = "sum"\ntarget = 5\nyears = [1,1,1,1,1]\n'
    )
    found = check_piece('[sections."6.2.5"]\ntext = "五年交换资源5份。"\n' + rows)
    assert [(one.rule, one.section, one.words) for one in found] == [("S204", "6.2.5", "××"), ("S204", "6.2.5", "XX")]


@pytest.mark.parametrize(
    ("key", "value", "hole"),
    [
        ("contact", "待定", "待定"),
        ("host", "广州××研究所", "××"),
        ("leader", "XXX", "XXX"),
        ("phone", "020-XXXXXXXX", "XXXXXXXX"),
        ("phone", "待补充", "待补充"),
        ("email", "xxx@xxx.com", "xxx@xxx"),
        ("address", "广州市××区××路××号", "××区××路××"),
        ("date", "2020年XX月XX日", "XX月XX"),
        ("name", "广州市____科技资源库", "____"),
        ("name", "待定", "待定"),
    ],
)
def test_a_field_with_a_placeholder_is_reported_as_that_alone(key: str, value: str, hole: str):
    found = [one for one in check_field(key, value) if one.rule != "X501"]
    assert [(one.rule, one.section, one.words) for one in found] == [("S204", None, hole)]


@pytest.mark.parametrize("text", ["待补充", "××", "（待定）", "……", "TODO", "____"])
@pytest.mark.parametrize("section", ["6.1", "4.3", "4.1.1", "4.4.3"])
def test_a_section_that_is_only_a_placeholder_is_reported_once(section: str, text: str):
    assert [one.rule for one in check_text(section, text)] == ["S204"]


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("4.3", "资源库用房面积××平方米，设备由专人维护。"),
        ("6.1", "保存资源达到____份，服务全市。"),
        ("4.1.1", "约占本省已知种类的XX%，居前列。"),
    ],
)
def test_an_open_figure_is_not_missed_a_second_time(section: str, text: str):
    assert [one.rule for one in check_text(section, text)] == ["S204"]
