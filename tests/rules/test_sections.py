"""S201 to S203 and S205 to S208: whole sections, their pictures and tables."""

from __future__ import annotations

import tomllib

import pytest
from rule_plans import CLEAN, check, check_piece, check_text, form, write

LEAVES = [section.number for section in form().leaves]


@pytest.mark.parametrize("number", LEAVES)
@pytest.mark.parametrize("text", ["", " \n\u3000\n", '![库房](figures/there.png "图1")'])
def test_a_blank_section_is_reported_once(number: str, text: str):
    plan = tomllib.loads(CLEAN)
    plan["sections"][number] = {"text": text}
    assert [(one.rule, one.section) for one in check(write(plan))] == [("S201", number)]


@pytest.mark.parametrize("number", LEAVES)
def test_a_missing_section_is_reported_once(number: str):
    plan = tomllib.loads(CLEAN)
    del plan["sections"][number]
    text = write(plan)
    found = check(text)
    assert [(one.rule, one.section) for one in found] == [("S201", number)]
    before = LEAVES[LEAVES.index(number) - 1] if number != LEAVES[0] else None
    assert found[0].words == (f'[sections."{before}"]' if before else "format = 1")


def test_a_new_plan_has_a_finding_for_each_leaf_and_field():
    lines = ["format = 1", 'form = "gz-sti-repository-2020"', "[fields]"]
    lines += [f'{field.key} = ""' for field in form().fields]
    for section in form().leaves:
        lines += [f'[sections."{section.number}"]', 'text = ""']
        if section.table == "schedule":
            for period in form().table("schedule").periods:  # type: ignore[union-attr]
                lines += [f'[[sections."{section.number}".schedule]]', f'period = "{period.label}"', 'content = ""']
        if section.table == "indicators":
            lines += [
                f'[[sections."{section.number}".indicators]]',
                'name = ""',
                'unit = ""',
                'kind = "sum"',
                "years = []",
            ]
    found = [one.rule for one in check("\n".join(lines) + "\n")]
    assert found.count("S201") == len(LEAVES)
    assert found.count("F101") == len(form().fields)
    assert len(found) == len(LEAVES) + len(form().fields)


def test_the_schedule_alone_is_enough():
    plan = tomllib.loads(CLEAN)
    plan["sections"]["6.3"]["text"] = ""
    assert check(write(plan)) == []


SENTENCE = "资源保藏与共享服务并重。"  # 12 字


@pytest.mark.parametrize("number", ["1", "2"])
@pytest.mark.parametrize(
    ("count", "rules"),
    [(948, []), (950, []), (951, ["S203"]), (975, ["S203"]), (1000, ["S203"]), (1001, ["S202"]), (1500, ["S202"])],
)
def test_the_limit(number: str, count: int, rules: list[str]):
    text = SENTENCE * (count // 12) + SENTENCE[: count % 12]
    assert [(one.rule, one.section) for one in check_text(number, text)] == [(rule, number) for rule in rules]


GUIDANCE = {section.number: section.guidance for section in form().sections if section.guidance}


@pytest.mark.parametrize("number", sorted(GUIDANCE))
def test_a_whole_guidance_in_a_full_text(number: str):
    plan = tomllib.loads(CLEAN)
    section = plan["sections"].setdefault(number, {"text": "本节分几个方面说明。"})
    section["text"] += "\n\n" + GUIDANCE[number] + "\n\n另见附件。"
    found = [one for one in check(write(plan)) if one.rule != "S206"]
    assert [(one.rule, one.section, one.words) for one in found] == [("S205", number, GUIDANCE[number])]


@pytest.mark.parametrize("start", range(0, 40, 3))
def test_twenty_characters_are_enough_and_nineteen_are_not(start: int):
    part = GUIDANCE["4.4.1"][start : start + 20]
    found = check_text("4.4.1", f"两年来，本库围绕{part}之类开展服务。")
    # A part may begin or end inside brackets, which is L602's business.
    assert [(one.rule, one.words) for one in found if one.rule != "L602"] == [("S205", part)]
    for less in (f"{part[:10]}、{part[10:]}", part[1:]):
        found = check_text("4.4.1", f"两年来，本库围绕{less}之类开展服务。")
        assert [one for one in found if one.rule == "S205"] == []


def test_white_space_and_marks_do_not_hide_a_copy():
    copied = "主要描述**结合科技资源库**资源特点\n所采取的 资源收集整合模式及效果"
    found = check_text("4.1.3", "本库以自行采集为主。\n\n" + copied + "。")
    assert [one.rule for one in found] == ["S205"]


def test_a_copy_with_words_changed_inside_is_one_finding():
    text = GUIDANCE["4.1.2"].replace("信息化等方面", "信息化诸方面")
    assert [one.rule for one in check_text("4.1.2", "本库制定了规范。" + text)] == ["S205"]


def test_the_policy_that_the_guidance_names_may_be_named():
    text = "按照《广州市支持科技资源库发展办法》第十五条的要求，五年新增资源7,655份。"
    assert check_text("6.2.1", text) == []


def test_the_guidance_of_the_section_above():
    found = check_text("6.2.1", GUIDANCE["6.2"] + "五年新增资源7,655份。")
    assert [(one.rule, one.section) for one in found] == [("S205", "6.2.1")]


NONES = [
    "无",
    "无。",
    "暂无",
    "暂无。",
    "“无”",
    "（无）",
    "无此项内容",
    "无此项内容。",
    "无相关内容",
    "没有",
    "/",
    "不涉及",
    "目前无",
    "本节无",
    "**无**",
    "- 无",
    "暂无相关情况。",
    "无 。",
    "N/A",
    "——",
    "本项内容暂无。",
]
DEMANDING = [section.number for section in form().leaves if "content" in section.demands]


@pytest.mark.parametrize("number", DEMANDING)
@pytest.mark.parametrize("text", NONES)
def test_a_bare_none_where_content_is_demanded(number: str, text: str):
    plan = tomllib.loads(CLEAN)
    plan["sections"][number] = {"text": text}
    assert [(one.rule, one.section) for one in check(write(plan))] == [("S206", number)]


@pytest.mark.parametrize("number", [number for number in LEAVES if number not in DEMANDING and number != "6.3"])
def test_a_bare_none_elsewhere_is_an_answer(number: str):
    assert check_text(number, "无。") == []


@pytest.mark.parametrize(
    "text",
    [
        "无重大安全事故。",
        "无一例样品丢失",
        "无论课题大小都予支持",
        "无人机与观测车",
        "没有发生一起投诉",
        "两年来无样品丢失。",
    ],
)
def test_a_text_that_only_begins_with_none(text: str):
    assert check_text("4.4.3", text) == []


@pytest.mark.parametrize("text", NONES)
def test_a_bare_none_in_a_row(text: str):
    plan = tomllib.loads(CLEAN)
    plan["sections"]["6.3"]["schedule"][3]["content"] = text
    found = check(write(plan))
    assert [(one.rule, one.section) for one in found if one.rule != "S201"] == [("S206", "6.3")]


def test_a_nameless_indicator_is_reported_as_that():
    piece = (
        '[sections."6.2.5"]\ntext = "五年交换资源5份。"\n[[sections."6.2.5".indicators]]\nname = "无"\nunit = "份"\n'
    )
    assert [(one.rule, one.words) for one in check_piece(piece)] == [("S206", '"无"')]


def test_pictures_at_their_paths():
    text = '见图。\n\n![库房](figures/gone.png "图1")\n\n![馆](figures/there.png)\n\n![图](https://a.cn/b.png)'
    found = check_text("4.5.4", text)
    assert [(one.rule, one.section, one.words) for one in found] == [
        ("S207", "4.5.4", "figures/gone.png"),
        ("S207", "4.5.4", "https://a.cn/b.png"),
    ]


def test_a_picture_in_the_schedule():
    plan = tomllib.loads(CLEAN)
    plan["sections"]["6.3"]["schedule"][0]["content"] += "\n\n![图](gone.png)"
    assert [(one.rule, one.section, one.words) for one in check(write(plan))] == [("S207", "6.3", "gone.png")]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("| 甲 | 乙 |\n|---|---|\n| 1 |\n| 3 | 4 |", ["| 1 |"]),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |\n| 3 | 4 |", ["| 1 | 2 | 3 |"]),
        ("| 甲 | 乙 |\n|---|\n| 1 | 2 |\n| 3 | 4 |", ["|---|"]),
        ("| 甲 | 乙 |\n|---|---|---|\n| 1 | 2 |", ["|---|---|---|"]),
        ("| 甲 | 乙 | 丙 |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |", ["| 甲 | 乙 | 丙 |"]),
        ("甲 | 乙\n---|---\n1 | 2\n3 | 4 | 5", ["3 | 4 | 5"]),
        ("| 甲 | 乙 |\n|---|---|\n| a|b | c |", ["| a|b | c |"]),
        ("| 甲 | 乙 |\n|---|---|\n| 1 |\n| 2 |", ["| 1 |", "| 2 |"]),
    ],
)
def test_a_broken_table_at_its_row(table: str, words: list[str]):
    found = check_text("4.5.4", f"本库的优势：\n\n{table}\n\n以上。")
    assert [(one.rule, one.section) for one in found] == [("S208", "4.5.4")] * len(words)


@pytest.mark.parametrize(
    "table",
    [
        "| 甲 | 乙 |\n|:--|--:|\n| 1 | |\n| | 4 |",
        "| 甲 | 乙 |\n|---|---|\n| a\\|b | c |",
        "| 甲 | 乙 |\n|---|---|\n| `a|b` | c |",
        "```\n| jq -r '.[] | .a'\n|---|\n| a | b | c\n```",
        "P(A|B) 表示条件概率，P(B|A) 与它不同。",
    ],
)
def test_a_whole_table(table: str):
    assert check_text("4.5.4", f"本库的优势：\n\n{table}\n\n以上。") == []
