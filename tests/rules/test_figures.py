"""Q301 and Q302: what is a figure, an area, a proportion in running text."""

from __future__ import annotations

import pytest
from rule_plans import check_piece, check_text

from planui.rules.figures import has_area, has_figure, has_proportion

FIGURES = [
    "新增资源9,000份",
    "新增资源 9000 份",
    "保存总量达2.3万份",
    "新增50余项",
    "服务120家单位",
    "满意度达到95%",
    "提高一倍",
    "三百份",
    "五项",
    "两个新品种",
    "四百一十二个",
    "一百二十家",
    "二十余家",
    "三千万元",
    "百分之六十",
    "翻一番",
    "六成以上",
    "达到500",
    "不少于30",
    "| 项目 | 数量 |\n",
    "2025年建成3个分馆",
    "由2019年的158家增至300家",
    "缩短到0.5个工作日",
    "响应不超过3天",
    "存储1.2 PB",
    "1,200平方米",
    "每年举办2场",
    "十人次",
    "10多个",
    "20,500条（即2.05万条）",
    "发布标准12项",
    "接待2018人次",
    "3～5种",
]
NO_FIGURES = [
    "到2025年6月，建成区域性资源库。",
    "2020年7月至2025年6月分步实施。",
    "2020—2025年逐年推进",
    "2020.7—2025.6",
    "2021-07-01起执行",
    "第1阶段",
    "以第10个交易日为基准日",
    "第三批",
    "1. 收集\n2. 保存\n3. 共享",
    "（1）收集；（2）保存",
    "一是收集，二是保存，三是共享",
    "见图1和表2",
    "执行GB/T 9704和ISO 19115-1:2014",
    "穗科规字〔2017〕3号",
    "第十五、十六、十七、十八条的要求",
    "“十四五”期间",
    "5G网络与4K影像",
    "211工程和985高校",
    "五个方面同时推进",
    "三位一体的机制",
    "未来五年",
    "近三年",
    "每年开展",
    "一批有影响的成果",
    "一支高水平队伍",
    "二次开发能力",
    "数百份",
    "若干项",
    "十分重要",
    "第三方评估",
    "面向世界科技前沿等四个面向",
    "三大体系",
    "COVID-19",
    "PM2.5",
    "12396热线",
    "“1+3+N”体系",
    "7×24小时值守",
    "6.2.1节",
    "一站式服务",
    "千家万户",
    "百家争鸣",
    "版本2.0",
    "2025年6月底",
    "30日内？无",
    "多份",
    "几十家",
    "上千份",
    "一流水平",
    "三级甲等医院",
    "一二三产业融合",
]


@pytest.mark.parametrize("text", [text for text in FIGURES if "|" not in text])
def test_a_figure(text: str):
    assert has_figure(text)


@pytest.mark.parametrize("text", [text for text in NO_FIGURES if "30日内" not in text])
def test_no_figure(text: str):
    assert not has_figure(text)


@pytest.mark.parametrize(
    "text",
    [
        "面积1,860平方米",
        "4,360 m²",
        "约3.2公顷",
        "五十亩",
        "1200㎡",
        "1200m2",
        "1 200 m<sup>2</sup>",
        "一千二百平方米",
        "2 hm²",
        "1.2万平方米",
        "3000余平方米",
        "500平米",
    ],
)
def test_an_area(text: str):
    assert has_area(text)


def test_an_area_whose_unit_stands_at_the_head_of_a_column():
    text = "用房如下：\n\n| 房间 | 面积（平方米） |\n|---|---|\n| 冷库 | 320 |\n"
    assert check_text("4.3", text) == []


@pytest.mark.parametrize(
    "text", ["面积较大", "面积约平方米", "每平方米", "用房宽敞，共3层", "长10 m、宽5 m", "数平方米"]
)
def test_no_area(text: str):
    assert not has_area(text)


PROPORTIONS = [
    "占62%",
    "占62％",
    "28‰",
    "百分之九十八点五",
    "三分之一",
    "二十分之七",
    "六成",
    "九成四",
    "六成二",
    "八成以上",
    "7成",
    "1:3",
    "1∶3",
    "人数之比为13:7",
    "6:13:8:7",
    "半数",
    "一半",
    "过半",
    "三比一",
    "占2/3",
    "每十四位用户里，有十三位",
    "占比0.35",
    "比例为12:15",
    "5：7：9",
]
NO_PROPORTIONS = [
    "占比较高",
    "比例逐年提高",
    "全部开放",
    "平均每人",
    "8:30开放",
    "8:30—17:30",
    "14：00",
    "成员单位",
    "三成员小组",
    "2020/7",
    "1:500建筑矢量",
    "75%酒精",
    "相对湿度45%",
    "提高一倍",
    "多数用户",
    "二成果",
    "合作完成六成果",
    "提升3个百分点",
    "2019年5月成立",
    "三比赛",
]


@pytest.mark.parametrize("text", PROPORTIONS)
def test_a_proportion(text: str):
    assert has_proportion(text)


@pytest.mark.parametrize("text", NO_PROPORTIONS)
def test_no_proportion(text: str):
    assert not has_proportion(text)


@pytest.mark.parametrize("section", ["6.1"])
def test_a_goal_without_a_figure(section: str):
    found = check_text(section, "到2025年6月，第1期建成，五个方面同时推进，形成一批成果。")
    assert [(one.rule, one.section) for one in found] == [("Q301", "6.1")]


def test_the_figures_of_the_indicators_count():
    assert check_text("6.2.1", "按年度补采重点科属，优先收集野外减少的种类。") == []


def test_a_section_without_any_figure_in_text_or_indicators():
    found = check_piece('[sections."6.2.4"]\ntext = "研制保存与鉴别技术，形成一批规范。"\n')
    assert [one.rule for one in found] == ["Q301", "Q303"] or [one.rule for one in found] == ["Q303", "Q301"]


@pytest.mark.parametrize("section", ["4.1.1", "4.1.4", "4.2.3", "4.4.2"])
def test_a_share_is_asked_for(section: str):
    found = check_text(section, "在同类资源中居于前列，覆盖主要种类，占比较高。")
    assert [(one.rule, one.section, one.severity) for one in found] == [("Q302", section, "warning")]


@pytest.mark.parametrize("text", ["", " \n", "无", "暂无。"])
def test_blank_and_none_are_not_asked_for_a_share(text: str):
    assert "Q302" not in [one.rule for one in check_text("4.1.1", text)]
