"""X502 where nouns are alike, not equal: slips, tenfold figures, what something changes from and to, yearly figures."""

from __future__ import annotations

import pytest
from rule_plans import check_piece

# Two sections of one plan, each with what it says.
DIFFERENT = [
    ("6.1", "申请发明专利20件。", "6.2.4", "申请发明专利18件。"),
    ("4.3", "阅览区设座位64个。", "6.4.3", "阅览座位由46个增加到90个。"),
    ("4.1.4", "现有DNA条形码序列8,640条。", "6.2.4", "在现有8,650条DNA条形码序列的基础上补齐。"),
    ("4.1.1", "三者对应的成套资源，本库为2,760套。", "4.5.4", "目前2,750套成套资源可以相互印证。"),
    ("4.3", "用于资源评价的仪器57台（套），均可预约。", "6.4.3", "现有50台（套）评价仪器逐年更新。"),
    ("4.2.3", "从学历看，博士15人、硕士19人。", "6.4.5", "博士由16人增加到24人。"),
    ("4.1.1", "站点中自建86个、共建131个。", "6.4.3", "共建站点由1310个增至1700个。"),
    ("4.1.2", "冷冻后的平均活力为64.2%，平均成活率为64.2%。", "6.2.1", "平均成活率由62.4%提高到75%。"),
    ("6.1", "高级职称由19人增至28人。", "6.4.5", "高级职称由19人增加到31人。"),
    ("6.2.1", "第一年新增1,600份，第二年新增1,750份，第三年新增1,800份。", "6.3", ("1,600", "1,700", "1,800")),
    (
        "6.2.1",
        "五年依次新增1,600、1,700、8,100、1,900、2,000份。",
        "6.3",
        ("1,600", "1,700", "1,800", "1,900", "2,000"),
    ),
]
# What is equal, and what is not the same.
ALIKE = [
    ("4.1.1", "数据总量为126,500条。", "4.5.4", "2016年底，数据总量为126,510条；按旧口径统计，数据总量为126,200条。"),
    ("6.4.5", "增加13人：总库13人。到2025年6月，总库23人。", "6.4.4", "其他事项另定。"),
    ("4.3", "阅览区设座位64个。", "6.4.3", "阅览座位由64个增加到90个。"),
    ("4.2.2", "伦理委员会由11人组成。", "4.2.3", "科学委员会委员13人。"),
    ("4.1.1", "合作馆14家。", "4.4.2", "属于研究院和14家合作馆自身的有15家。"),
    ("4.1.1", "现有数据集412个。", "6.2.1", "新增数据集411个。"),
    ("4.1.1", "龙眼收了90份，覆盖率84.4%；荔枝收了80份，覆盖率87.4%。", "4.3", "面积为400平方米。"),
    ("4.3", "库容40万份。", "6.4.3", "2024年3月前库容由40万份提高到60万份。"),
    ("6.2.1", "第一年新增1,600份，第二年新增1,700份，第三年新增1,800份。", "6.3", ("1,600", "1,700", "1,800")),
    ("6.2.1", "第一年鉴定21份，第二年鉴定22份，第三年鉴定23份。", "6.3", ("1,600", "1,700", "1,800")),
]
PERIODS = [f"{year}年7月至{year + 1}年6月" for year in range(2020, 2025)]


def _found(here: str, text: str, there: str, other: str | tuple[str, ...]) -> set[str]:
    piece = f'[sections."{here}"]\ntext = "{text}"\n[sections."{there}"]\n'
    if isinstance(other, str):
        piece += f'text = "{other}"\n'
    else:
        for period, figure in zip(PERIODS, (*other, *["无关"] * (5 - len(other))), strict=True):
            content = f"普查；新增{figure}份。"
            piece += f'[[sections."{there}".schedule]]\nperiod = "{period}"\ncontent = "{content}"\n'
    return {one.section or "" for one in check_piece(piece) if one.rule == "X502"}


@pytest.mark.parametrize(("here", "text", "there", "other"), DIFFERENT)
def test_what_is_alike_differs(here: str, text: str, there: str, other: str | tuple[str, ...]):
    assert _found(here, text, there, other) & {here, there}


@pytest.mark.parametrize(("here", "text", "there", "other"), ALIKE)
def test_what_is_equal_or_something_else(here: str, text: str, there: str, other: str | tuple[str, ...]):
    assert _found(here, text, there, other) == set()
