"""X501: the leader's name in running text, and a library's name of which the cover has the wrong one."""

from __future__ import annotations

import pytest
from rule_plans import check_piece, check_text

SLIPS = [
    ("陈志元为业务负责人，分管副所长为直接责任人。", "陈志元"),
    ("广州市岭南花木材科技资源库（以下简称“本库”）保存条件稳定。", "广州市岭南花木材科技资源库"),
    ("由陈致远统筹协调各研究室。", "陈致远"),
    ("资源库由陈致远直接领导。", "陈致远"),
    ("重大事项经陈志元批准。", "陈志元"),
    ("负责人概况。陈志元，男，1970年生，长期从事保存研究。", "陈志元"),
    ("本库主任志陈远每周到库一次，解决问题。", "志陈远"),
    ("资源库主任陈远负责日常运行。", "陈远"),
    ("陈志元每年投入本库工作的时间不少于60%。", "陈志元"),
    ("分管副所长陈志元为直接责任人。", "陈志元"),
    ("陈志元本人每周有三天在库工作。", "陈志元"),
    ("研究所为第一责任人，库长陈志元具体负责。", "陈志元"),
    ("广州市岭南中药材科技大文库保存条件稳定。", "广州市岭南中药材科技大文库"),
    ("基金项目2项，主持人陈志元；", "陈志元"),
    ("论文通讯作者为陈志元，2019年发表。", "陈志元"),
    ("多年来成果丰富。陈致远研究员扎根一线近三十年。", "陈致远"),
    ("| 姓名 | 职务 |\n| --- | --- |\n| 陈致远 | 主任 |", "陈致远"),
    ("广州市现代岭南中药材科技资源库保存条件稳定。", "广州市现代岭南中药材科技资源库"),
    ("广州市岭南现代中药材科技资源库保存条件稳定。", "广州市岭南现代中药材科技资源库"),
    ("广州市岭南中药材科技资源（以下简称本库）保存条件稳定。", "广州市岭南中药材科技资源"),
]
OTHERS = [
    "例如昆明滇岭南中药村科技资源库的标本。",
    "副主任陈志强负责日常运行，分工明确。",
    "馆员陈致远的文章发表在馆刊上。",
    "与负责人同姓的陈志方由另一单位派出。",
    "由陈志远统筹协调各研究室。",
    "广州市岭南中药材种质资源库是另一家。",
    "广州市岭南花材科技资源库是同行。",
]


def test_a_long_name_of_another_kind_of_library_is_a_slip():
    name = "广州市岭南非物质文化遗产科技资源库"
    piece = (
        f'[fields]\nname = "{name}"\n\n[sections."4.5.4"]\ntext = "把{name.replace("科技", "数据")}建成基础设施。"\n'
    )
    assert [one.rule for one in check_piece(piece) if one.section] == ["X501"]


@pytest.mark.parametrize(("text", "words"), SLIPS)
def test_a_slip_in_the_leaders_name(text: str, words: str):
    assert [(one.rule, one.section, one.words) for one in check_text("4.5.4", text)] == [("X501", "4.5.4", words)]


@pytest.mark.parametrize("text", OTHERS)
def test_other_people(text: str):
    assert check_text("4.5.4", text) == []


@pytest.mark.parametrize("name", ["广州岭南中药材科技资源库", "广州市岭南中药材资源库", "广州市岭南中药材样品库"])
def test_a_name_that_only_the_cover_has_wrong_is_told_once(name: str):
    text = "广州市岭南中药材科技资源库保存条件稳定，来源清楚。"
    found = check_piece(f'[fields]\nname = "{name}"\n\n[sections."4.5.4"]\ntext = "{text}"\n')
    assert [one.rule for one in found] == ["F102"]
