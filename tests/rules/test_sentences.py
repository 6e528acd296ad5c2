"""Single sentences: what the rules on dates, sums and slips of the pen must find, and what they must leave alone."""

from __future__ import annotations

# ruff: noqa: E501 (the sentences are data)
import pytest
from planted_dates import HISTORY_TABLES, MONTHLY_HISTORY, MONTHLY_RESULTS, RESULT_TABLES
from planted_sentences import BACKGROUND, GOAL_LINES, GOALS, HISTORY, LISTED, PARTIAL, RESULT_LINES, RESULTS, SUMS
from planted_sums import RIGHT_SUMS, SUMS_IN_PLANS
from rule_plans import form

from planui.model.diagnostic import Place
from planui.model.passage import Passage
from planui.model.plan import read_plan
from planui.rules import (
    l601_half_width,
    l602_unpaired,
    l603_repeated,
    t401_outside_recent,
    t402_outside_period,
    x503_parts_and_whole,
)
from planui.rules.chinese_numbers import read_number
from planui.rules.dates import dates_in
from planui.rules.join import findings_of
from planui.rules.rule import JOIN


def found(rule: object, number: str, text: str) -> list[str]:
    """The words that a rule points at."""
    passage = Passage(text, Place("text", number))
    section = form().section(number)
    if rule.draw is not None:
        drawn = rule.draw(passage, section, form())
        if rule.scope == JOIN:
            findings = findings_of(rule.check(), [(passage, drawn)], read_plan(""), form())
        else:
            findings = rule.check({passage: drawn} if drawn else {}, read_plan(""), form())
    else:
        findings = rule.check(passage, section, form())
    return [text[one.place.start : one.place.end] for one in findings]


CASES = (
    [(t401_outside_recent.RULE, "4.4.1", one, True) for one in RESULTS + RESULT_LINES + MONTHLY_RESULTS + RESULT_TABLES]
    + [(t401_outside_recent.RULE, "4.4.1", one, False) for one in HISTORY + MONTHLY_HISTORY + HISTORY_TABLES]
    + [(t402_outside_period.RULE, "6.2.1", one, True) for one in GOALS + GOAL_LINES]
    + [(t402_outside_period.RULE, "6.2.1", one, False) for one in BACKGROUND]
    + [(x503_parts_and_whole.RULE, "4.1.1", one, True) for one in SUMS + LISTED + SUMS_IN_PLANS]
    + [(x503_parts_and_whole.RULE, "4.1.1", one, False) for one in PARTIAL + RIGHT_SUMS]
    + [(l601_half_width.RULE, "4.1.1", one, True) for one in ("资源共享,服务并重。", "如下:", "共35家;其中", "面积(约2,000平方米)", "占86.5%,居首位")]
    + [
        (l601_half_width.RULE, "4.1.1", one, False)
        for one in ("8:30开放", "比例为1:3", "Carassius, L. 1758", "12,345份", "见https://a.cn/b?c=1,2。", "1.资源", "`a,b`", "a@b.cn", "ISO 9001:2015")
    ]
    + [(l602_unpaired.RULE, "4.1.1", one, True) for one in ("本库（以下简称“本库”由", "《管理办法规定", "他说：“好。", "资源”共享", "“资源“共享")]
    + [(l602_unpaired.RULE, "4.1.1", one, False) for one in ("1）收集；2）保存。", "a) 收集", "world’s", "“甲：‘乙’。”", "“甲。\n\n“乙。”", "（甲（乙））")]
    + [(l603_repeated.RULE, "4.1.1", one, True) for one in ("资源的的共享", "建设了了平台", "面积达到了了2,050平方米", "保存在在恒温柜", "资源资源库", "进行进行", "管理管理办法", "是是", "服务务用户", "21 年年 6 月", "工作人人员", "共有20个个不同品系", "近两两年来", "调整岗岗位", "研究所在在此观测三十余年", "样样品保存", "科研人人才")]
    + [
        (l603_repeated.RULE, "4.1.1", one, False)
        for one in ("优先抢救清单人人熟记", "X射线荧光光谱仪", "试管苗苗龄满10个月", "进口一个品系从申请到到岸平均需要9个月", "该品系系由中心维持", "载于《科学学研究》", "人人天天年年", "目的的确明确", "实现现代化", "为了了解", "不了了之", "有些发音人录着录着就成了朋友", "“听一听一百年前的广州话”", "输入“睇睇”也能查到", "语音音系分析", "到了了解的时候", "数据据此", "用户在在线系统", "发展展望", "信息息息相关", "大学学报", "讨论讨论。", "一批一批地", "株株有编号，管管有条码", "寄一封信，讲讲这一年", "不数论文，数数据；不问级别，问服务。", "仲裁裁决", "评标标准", "许可证证书", "病毒毒种", "归侨侨眷", "市、市市场监管局", "中国国籍", "山东东营", "张某某诉", "20 个个体", "两国国旗", "带来越来越多", "一座座", "要紧紧围绕", "共产党党员", "博物馆馆务会", "资源台账账实相符", "做到账账相符、账物相符", "面向某大学大学生开放", "华南农业大学大学城校区", "库内人人持证上岗", "会上人人发言", "影像像元", "员工工号", "野外外业", "资料料号", "培养基基质配方", "项项达标", "证证相符", "孩子们个个不肯走", "人人会心肺复苏、个个知避雷常识", "第三方方可查阅", "可可茶材料", "结成馆馆互通联盟", "位于本院院区内", "建成成骨不全症数据集", "大桥桥区监测", "沉管管节接头", "他的徒弟个个独当一面", "双人录入、两两比对", "粒粒都像亲兄弟", "人人知晓、岗岗照办", "讲座几乎周周都有", "研究研究“虫、树、天气”三者", "研究研究再研究", "顺路来坐坐。", "油页岩岩芯图谱", "两周一会，会会有纪要", "合作社社员")
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "number", "text", "wrong"), CASES, ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_sentence(rule: object, number: str, text: str, wrong: bool):
    assert bool(found(rule, number, text)) is wrong, found(rule, number, text)


@pytest.mark.parametrize(
    ("digits", "scale", "value"),
    [("12,345", "", 12345), ("1.2345", "万", 12345), ("一万二千三百四十五", "", 12345), ("四百一十二", "", 412), ("二〇一九", "", 2019), ("十", "", 10), ("九十六点三", "", 96.3), ("一万二", "", 12000)],
)  # fmt: skip
def test_a_number(digits: str, scale: str, value: float):
    number = read_number(digits, scale)
    assert number is not None
    assert number.value == value


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018年7—12月", (2018, 7, 1), (2018, 12, 31)),
        ("二〇一九年八月", (2019, 8, 1), (2019, 8, 31)),
        ("2018.7—2018.12是", (2018, 7, 1), (2018, 12, 31)),
        ("2019-05-03短时", (2019, 5, 3), (2019, 5, 3)),
        ("2018—2020年", (2018, 1, 1), (2020, 12, 31)),
        ("2019年上半年", (2019, 1, 1), (2019, 6, 30)),
        ("“十三五”期间", (2016, 1, 1), (2020, 12, 31)),
    ],
)
def test_a_date(text: str, first: tuple[int, int, int], last: tuple[int, int, int]):
    (span,) = dates_in(text)
    assert (span.first, span.last) == (first, last)


@pytest.mark.parametrize("text", ["2017.5毫米", "2019.13版", "GB/T 9704—2012", "〔2017〕3号", "2017级", "2019-13-045"])
def test_no_date(text: str):
    assert dates_in(text) == []


def test_sums_are_pointed_at_by_their_whole():
    assert found(x503_parts_and_whole.RULE, "4.1.1", "共46人，其中甲类8人、乙类14人、丙类25人。") == ["46人"]


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        ("| 岗位 | 人数 | 专职 | 兼职 |\n|---|---|---|---|\n| 管理 | 6 | 5 | 1 |\n| 分析 | 14 | 8 | 4 |\n| 服务 | 9 | 7 | 2 |\n| 合计 | 29 | 20 | 9 |", "4"),
        ("| 年度 | 财政 | 自筹 | 合计 |\n|---|---|---|---|\n| 2021 | 200 | 300 | 500 |\n| 2022 | 226 | 300 | 520 |\n| 2023 | 240 | 310 | 550 |\n| 合计 | 660 | 910 | 1,570 |", "226"),
        ("| 种类 | 份数 | 株数 |\n|---|---|---|\n| 黄皮 | 96 | 576 |\n| 杨桃 | 64 | 386 |\n| 枇杷 | 56 | 336 |\n| 番石榴 | 50 | 300 |\n| 合计 | 266 | 1,596 |", "386"),
        ("| 目 | 标本数 |\n|---|---|\n| 双翅目 | 142,000 |\n| 半翅目 | 181,000 |\n| 其他 | 91,000 |\n| 合计 | 351,000 |", "181,000"),
        ("| 目 | 标本数 |\n|---|---|\n| 双翅目 | 142,000 |\n| 半翅目 | 118,000 |\n| 其他 | 91,000 |\n| 合计 | 3,510,000 |", "3,510,000"),
        ("| 类 | 占比 |\n|---|---|\n| 甲 | 42.6% |\n| 乙 | 28.4% |\n| 丙 | 29.0% |\n| 合计 | 10.0% |", "10.0%"),
    ],
)  # fmt: skip
def test_a_table_is_told_at_the_cell_that_others_belie(table: str, wrong: str):
    assert found(x503_parts_and_whole.RULE, "4.2.3", table) == [wrong]
