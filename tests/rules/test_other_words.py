"""X502 where a figure is told again in other words: another verb, over a semicolon, as a share, in the indicators."""

from __future__ import annotations

import pytest
from rule_plans import check, check_piece, put

# ruff: noqa: E501 (the sentences are data)

# Two sections of one plan, each with what it says.
DIFFERENT = [
    ("4.1.1", "截至2020年6月30日，本库共保藏菌种12,600株。", "4.5.4", "馆藏1.28万株菌种，两类来源统一编码。"),
    ("4.1.1", "截至2020年6月30日，本库共保藏菌种12,600株。", "6.2.1", "使菌种保藏总量由2020年6月底的12,660株增至2025年6月的23,000株。"),
    ("4.1.1", "菌种分属412个属、1,865个种。", "4.5.4", "菌种分属412个属、1,856个种，特色鲜明。"),
    ("4.2.1", "现行有效的管理制度共19项。", "6.4.1", "在现行管理制度18项的基础上逐年修订。"),
    ("4.2.2", "与珠江口、南海沿线的12个野外站点签订长期采样协议。", "4.5.1", "与15个野外站点签订长期协议。"),
    ("4.2.2", "平台与8家参加单位签署了共建共享协议。", "4.5.1", "平台参加单位共6家，各有专长。"),
    ("6.1", "新增全基因组测序菌种1,350株，累计达到2,600株。", "6.2.2", "使累计测序菌种由1,150株增至2,500株。"),
    ("4.1.1", "平台数字档案约占华南地区同类资源的62%。", "4.5.4", "数字档案约占华南地区同类资源的65%。"),
    ("4.4.2", "参加单位以外的用户单位422家，占总服务用户的98.6%。", "4.5.4", "参加单位以外的用户单位占96.8%。"),
    ("4.3", "自主开发系统三套，取得软件著作权25项。", "4.5.3", "授权发明专利12件，登记软件著作权28项。"),
    ("4.4.1", "现有专家委员会13人。", "6.4.2", "咨询层：专家委员会18人，逐步增至20人。"),
    ("4.4.1", "2020年2月3日至2月29日，紧急提供评价用菌株136株次。", "4.5.4", "2020年2月向11家企业紧急提供评价用菌株134株次。"),
    ("4.1.1", "馆藏规模稳步扩大：2018年6月底为8,400株。", "4.1.3", "使馆藏由2018年6月底的8,500株增至2020年6月底的12,600株。"),
]  # fmt: skip
# What looks nearly the same, and is right.
ALIKE = [
    ("4.4.2", "服务用户单位428家。", "4.5.4", "参加单位以外的用户单位422家，公共属性突出。"),
    ("4.1.1", "截至2020年6月30日，本库共保藏菌种12,600株。", "4.5.4", "馆藏1.26万株菌种，两类来源统一编码。"),
    ("4.1.1", "菌种分属412个属、1,865个种。", "4.5.4", "新种23个，模式菌株186株，分属421个科。"),
    ("4.2.1", "现行有效的管理制度共19项。", "6.4.1", "五年修订18项，使现行有效的制度增至25项。"),
    ("4.2.2", "与南海沿线的12个野外站点签订长期采样协议。", "4.5.1", "新建15个野外站点。"),
    ("4.1.1", "细菌占全省保藏总量的31.5%。", "4.5.4", "其中真菌占馆藏总量的31.2%。"),
    ("6.1", "新增保藏菌种10,400株，累计达到23,000株。", "6.3", "其他事项见表。"),
    ("4.1.1", "平台数字档案约占华南地区同类资源的62%。", "4.5.4", "陶塑瓦脊约占华南地区已知数量的65%。"),
    ("4.3", "取得软件著作权25项。", "6.2.4", "五年登记软件著作权20项。"),
    ("4.1.3", "用户寄存菌种1,260株。", "6.2.1", "在2020年6月底12,600株的基础上扩充。"),
    ("4.1.4", "12,480份档案中已有12,168份完成数字化加工。", "6.2.1", "在2020年6月底12,480份的基础上扩充。"),
    ("4.4.1", "2020年3月向企业提供评价用菌株136株次。", "4.5.4", "2020年2月向企业提供评价用菌株134株次。"),
    ("6.1", "专家委员会由13人增至17人。", "6.4.2", "咨询层：专家委员会13人，逐步增至17人。"),
    ("2", "本库2019年12月底保存品系393个，规模居首。", "4.1.4", "以保存的品系412个为总量，各类数据的完成情况见表。"),
    ("1", "品系412个，分属三类。", "4.5.4", "五种形态并存，316个品系有冻存，占76.7%。"),
    ("4.3", "自行编写了三个小工具，登记软件著作权5件。", "4.5.3", "两年发表论文41篇，登记软件著作权2件。"),
]  # fmt: skip
SCHEDULED = '[[sections."6.3".schedule]]\nperiod = "{0}年7月至{1}年6月"\ncontent = "投入经费{2}万元，普查。"\n'
BUDGET = """[sections."6.4.6"]
text = '''
分年度投入见下表：

| 年度 | 投入（万元） |
| --- | ---: |
| 2020年7月至2021年6月 | 640 |
| 2021年7月至2022年6月 | 680 |
| 2022年7月至2023年6月 | 720 |
| 2023年7月至2024年6月 | 760 |
| 2024年7月至2025年6月 | 800 |
'''
"""


def _found(here: str, text: str, there: str, other: str) -> set[str]:
    piece = f'[sections."{here}"]\ntext = "{text}"\n[sections."{there}"]\ntext = "{other}"\n'
    return {one.section or "" for one in check_piece(piece) if one.rule == "X502"}


@pytest.mark.parametrize(("here", "text", "there", "other"), DIFFERENT)
def test_what_is_told_again_differs(here: str, text: str, there: str, other: str):
    assert _found(here, text, there, other) & {here, there}


@pytest.mark.parametrize(("here", "text", "there", "other"), ALIKE)
def test_what_only_looks_the_same(here: str, text: str, there: str, other: str):
    assert _found(here, text, there, other) == set()


@pytest.mark.parametrize(("last", "found"), [(800, set()), (850, {"6.3", "6.4.6"})])
def test_a_budget_by_years_is_that_of_the_schedule(last: int, found: set[str]):
    spent = (640, 680, 720, 760, last)
    rows = "".join(SCHEDULED.format(2020 + year, 2021 + year, one) for year, one in enumerate(spent))
    told = {one.section for one in check_piece(f'[sections."6.3"]\n{rows}{BUDGET}') if one.rule == "X502"}
    assert told == found


def test_an_indicator_is_told_where_the_texts_agree():
    rows = (
        '[sections."6.1"]\ntext = "知识图谱实体达到50万个。"\n[sections."6.2.2"]\ntext = "知识图谱实体达到50万个。"\n'
        '[[sections."6.2.2".indicators]]\nname = "知识图谱实体"\nunit = "万个"\nkind = "level"\n'
        "target = 60\nyears = [10, 20, 30, 40, 60]\n"
    )
    told = [one for one in check(put(rows)) if one.rule == "X502"]
    assert [(one.section, one.words) for one in told] == [("6.2.2", "60")]
