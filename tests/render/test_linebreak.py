"""The line breaker: what CLREQ forbids never happens, and full lines are flush."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planui.render.charclass import CLOSING, NO_END, NO_START, OPENING, PAIRS
from planui.render.linebreak import break_lines
from planui.render.measured import Measured
from planui.render.spacing import Line, looseness

EM = 10.0
MARKS = set(CLOSING + OPENING)


def measured(text: str) -> Measured:
    """A text in which Chinese is one em wide, marks half an em, and the rest half an em."""
    widths = [EM if (ord(char) > 0x2E7F and char not in MARKS) or char in PAIRS else EM / 2 for char in text]
    return Measured(text, widths, [EM] * len(text), [char in MARKS for char in text])


def words(text: str, ems: float, indent: float = 0.0) -> list[str]:
    """The lines of a text, as words."""
    return [text[line.start : line.end] for line in break_lines(measured(text), ems * EM - indent, ems * EM)]


def right(text: Measured, line: Line) -> float:
    """Where a line ends."""
    return sum(text.widths[line.start : line.end]) + sum(line.after)


def test_plain_chinese_fills_every_line() -> None:
    assert words("资源收集保存的范围与规模", 5) == ["资源收集保", "存的范围与", "规模"]


def test_no_line_starts_with_a_closing_mark() -> None:
    assert words("资，源收集保，存的范围", 6)[0] == "资，源收集保，"  # squeezed into the line: push in first
    assert words("资源收集保，存的范围", 5)[0] == "资源收集"  # nothing to squeeze: its character goes along


@pytest.mark.parametrize("mark", ["——", "，", "”"])
def test_a_mark_behind_a_hard_space_stays_with_its_character(mark: str) -> None:
    assert words("资" * 15 + f"\u00a0资{mark}", 17)[-1] == f"资\u00a0资{mark}"


def test_no_line_ends_with_an_opening_mark() -> None:
    assert words("资源收集《保存规范》执行", 5)[0] == "资源收集"


@pytest.mark.parametrize("pair", ["——", "……"])
def test_pairs_stay_whole(pair: str) -> None:
    for ems in range(3, 9):
        assert pair in "\n".join(words(f"资源收集{pair}保存规范执行", ems))


@pytest.mark.parametrize(
    "word",
    [
        "86.5%",
        "12,345",
        "5-8℃",
        "−80℃",
        "3～5",
        "2018—2020",
        "don’t",
        "psbA-trnH",
        "1:3",
        "±0.2",
        "￥1,200",
        "5 kg",
        "12 mg/kg",
        "30 kW·h",
        "4 m³/h",
        "3 000",
        "±3 000 m²",
        "８６．５％",
    ],
)
def test_figures_and_words_are_not_cut(word: str) -> None:
    for ems in range(7, 13):
        lines = words(f"资源收集保存达到{word}以上的范围", ems)
        assert any(word in line for line in lines), lines


@pytest.mark.parametrize("figure", ["2020 年", "6 月", "3.5万元", "120份", "12,000 公顷", "30余种", "1.2亿"])
def test_a_figure_keeps_its_unit_and_loses_it_only_where_there_is_no_room(figure: str) -> None:
    for ems in range(7, 13):
        lines = words(f"资源收集保存达到{figure}以上的范围", ems)
        assert any(figure in line for line in lines), lines
    assert all(len(line) <= 4 for line in words(f"资源{figure}", 2))


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("国2018—2020年间合作", 6.5, ["国2018—2020", "年间合作"]),
        ("批合2018—2020年格数", 5.5, ["批合", "2018—2020", "年格数"]),
    ],
)
def test_a_range_goes_before_its_unit_does_and_no_character_is_left_alone_for_it(
    text: str, ems: float, lines: list[str]
) -> None:
    assert words(text, ems) == lines


def test_a_code_keeps_its_number_in_running_text() -> None:
    for ems in range(24, 30):
        text = f"资源收集保存的{'各种' * (ems % 7)}范围与规模及其质量均按照GB/T 27025的要求执行" * 2
        assert "\n".join(words(text, ems)).count("GB/T 27025") == 2


def test_a_word_wider_than_a_line_is_cut_as_last_resort() -> None:
    lines = words("资" + "a" * 50 + "源", 5)
    assert "".join(lines) == "资" + "a" * 50 + "源"
    assert all(len(line) <= 11 for line in lines)


@pytest.mark.parametrize(
    ("text", "ems", "parts"),
    [
        ("2013—2024年溶", 2.0, ["3—", "2024"]),
        ("020-80000700", 5.5, ["020-", "80000700"]),
    ],
)
def test_a_figure_too_wide_for_a_cell_is_parted_at_its_sign(text: str, ems: float, parts: list[str]) -> None:
    lines = words(text, ems)
    assert any(lines[at : at + 2] == parts for at in range(len(lines))), lines


def test_the_first_line_is_indented() -> None:
    assert words("资源收集保存的范围", 5, indent=2 * EM)[0] == "资源收"


def test_marks_side_by_side_lose_the_blank_between_them() -> None:
    text = measured("说）。“好")
    assert text.gap[1] == 0.0  # ）。
    assert text.gap[2] == EM / 2  # 。“ keeps one half


def test_a_quarter_of_an_em_parts_the_scripts() -> None:
    text = measured("中DNA文")
    assert text.gap[0] == text.gap[3] == EM / 4


def test_the_last_line_is_not_stretched() -> None:
    text = measured("资源收集保存的")
    last = break_lines(text, 5 * EM, 5 * EM)[-1]
    assert not last.full
    assert not any(last.after)


def test_a_paragraph_does_not_end_in_a_single_character() -> None:
    assert words("资源收集保存的范围与规模", 11) == ["资源收集保存的范围与", "规模"]
    assert words("资源收集保存", 5) == ["资源收集保", "存"]  # a line so short cannot spare one


def test_an_address_is_parted_at_its_signs_and_a_code_before_its_number() -> None:
    url = "https://data.example.org/records/2020/abc"
    for ems in range(22, 30):
        first = words(f"资源收集保存的{url}范围", ems)[0]
        assert first.endswith(("/", "abc", "的")), first
    assert words("资源收集ISO/IEC 17025:2017的范围", 12)[0] == "资源收集ISO/IEC"


def test_a_doi_is_parted_behind_its_signs_and_never_in_a_number() -> None:
    for ems in range(9, 24):
        for line in words("研究结果见10.1038/s41438-020-00341-8类、水生资源", ems)[:-1]:
            assert re.search(r"[/-]$|[\u4e00-\u9fff、]$|-8$", line), line


def test_few_characters_before_a_word_get_some_of_the_line_before() -> None:
    assert words("资源收集保存的提交check_version.py中", 8)[:3] == ["资源收集保", "存的提交", "check_version.py"]


def test_an_address_is_rather_parted_than_leave_a_wide_line() -> None:
    wide = "内网只对工作人员开放，公众请联系"
    assert words(f"{wide}help@data.suilan-climate.example即可", 25)[0].endswith("help@")
    assert words(f"{wide}https://www.zjaqua.example.cn/rules.html即可", 24)[0].endswith("https://")
    assert words(f"{wide}check_all_versions.py即可", 22)[0] == wide  # a name is a word


def test_a_line_that_lacks_little_takes_some_of_the_line_before() -> None:
    lines = words("资源收集保存的范围与规模及其质量均已达到要Streptomyces可以", 12)
    assert lines[0] == "资源收集保存的范围与规"


def test_a_mail_address_is_parted_behind_its_sign_rather_than_leave_a_line_nearly_empty() -> None:
    assert words("资源的收集与保存请联系zhang.san@lab.example.org即可", 10)[1:] == [
        "存请联系zhang.san@",
        "lab.example.org即可",
    ]


def test_a_range_keeps_its_sign_and_its_second_figure() -> None:
    for ems in range(5, 14):
        assert "～80" in "\n".join(words("自主立项每个项目单项5万～80万元，当年立项当年见效", ems))


def test_nothing_comes_between_a_mark_and_what_it_encloses_when_a_line_is_stretched() -> None:
    text = measured("资源（甲乙）资Streptomyces保藏")
    line = break_lines(text, 9 * EM, 9 * EM)[0]
    assert text.text[: line.end] == "资源（甲乙）资"
    assert [line.after[at] for at in (2, 4)] == [0.0, 0.0]
    assert right(text, line) == pytest.approx(9 * EM)


def test_in_a_table_a_date_is_not_parted() -> None:
    text = "2020年12月至2021年6月"
    widths = [EM if ord(char) > 0x2E7F else EM / 2 for char in text]
    body = Measured(text, widths, [EM] * len(text), [False] * len(text), dated=True)
    lines = break_lines(body, 8.5 * EM, 8.5 * EM, justify=False)
    assert [text[line.start : line.end] for line in lines] == ["2020年12月", "至2021年6月"]
    assert body.widest() > body.widest(words=True)


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("2020 年 12 月至 2021 年 6 月", 8.5, ["2020 年 12 月", "至 2021 年 6 月"]),
        ("2019年9月至2021年6月", 4.5, ["2019年", "9月", "至2021年", "6月"]),
    ],
)
def test_in_a_narrow_cell_a_date_is_parted_behind_its_units(text: str, ems: float, lines: list[str]) -> None:
    widths = [EM if ord(char) > 0x2E7F else EM / 2 if char != " " else EM / 4 for char in text]
    body = Measured(text, widths, [EM] * len(text), [False] * len(text), dated=True)
    found = break_lines(body, ems * EM, ems * EM, justify=False)
    assert [text[line.start : line.end] for line in found] == lines


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("资源库的料，其－20℃～－80℃余类推", 6.2, ["资源库", "的料，其", "－20℃～－80℃", "余类推"]),
        ("设1,098,545元办", 6.0, ["设1,098,545", "元办"]),
        ("2018年7月至2020年6月自29元/(kW·h)主立项", 6.0, ["2018年7月至", "2020年6月自", "29元/(kW·h)", "主立项"]),
    ],
)
def test_no_line_of_a_cell_is_one_character_beside_a_figure_that_can_be_parted(
    text: str, ems: float, lines: list[str]
) -> None:
    widths = [EM if ord(char) > 0x2E7F and char not in MARKS else EM / 2 for char in text]
    body = Measured(text, widths, [EM] * len(text), [char in MARKS for char in text], dated=True)
    assert [text[line.start : line.end] for line in break_lines(body, ems * EM, ems * EM)] == lines


def test_a_character_between_two_long_words_asks_for_room_beside_the_second() -> None:
    text = "材料A260/A280意Escherichia度"
    body = measured(text)
    beside = body.edge(text.index("度")) - body.before[text.index("意")]
    assert body.widest() == pytest.approx(beside)


def test_a_figure_that_fits_into_a_measure_counts_beside_one_that_does_not() -> None:
    text = "血5-羟甲基-2-呋喃甲醛浆2013—2024年溶"
    body = measured(text)
    figure = body.before[text.index("年")] - body.before[text.index("2013")]
    assert body.widest_within(figure) == pytest.approx(figure - EM / 4)
    assert body.widest_within(figure + 1.5 * EM) == pytest.approx(figure + EM)


def test_the_part_of_an_address_that_has_room_on_the_next_line_is_not_cut() -> None:
    text = "（https://www.zjaqua.example.cn/rules.html）"
    assert "www.,zjaqua.,example." in ",".join(words(text, 4.5))


def test_in_a_head_a_range_of_dates_is_parted_behind_its_dash() -> None:
    text = "2018年7月—2019年6月"
    widths = [EM if ord(char) > 0x2010 else EM / 2 for char in text]
    head = Measured(text, widths, [EM] * len(text), [False] * len(text), dated=True)
    lines = break_lines(head, 8.5 * EM, 8.5 * EM, justify=False)
    assert [text[line.start : line.end] for line in lines] == ["2018年7月—", "2019年6月"]


def test_chinese_spaces_stay_within_a_line_and_vanish_at_its_ends() -> None:
    assert words("　　资源收集　保存", 4)[0] == "资源收集"


SIGNS = st.sampled_from(
    [*"资源收集保存", *"，。、；：？！", *"（《“", *"）》”", "——", "……", "86.5%", "DNA", " ", "a" * 30, "-", "\u00a0"]
)
TEXTS = st.lists(SIGNS, min_size=1, max_size=80).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.integers(6, 30), st.booleans())
def test_every_text_is_kept_and_flush(text: str, ems: int, indent: bool) -> None:
    body = measured(text)
    first = (ems - 2 if indent else ems) * EM
    lines = break_lines(body, first, ems * EM)
    said = "".join(text[line.start : line.end] for line in lines)
    assert re.sub(r"\s", "", said) == re.sub(r"\s", "", text)
    for number, line in enumerate(lines):
        measure = first if number == 0 else ems * EM
        assert right(body, line) <= measure + 0.1
        if number < len(lines) - 1 and line.end - line.start > 1:
            assert right(body, line) == pytest.approx(measure, abs=0.1)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.integers(18, 30))
def test_nothing_forbidden_at_the_edges(text: str, ems: int) -> None:
    body = measured(text)
    lines = break_lines(body, ems * EM, ems * EM)
    for line, following in itertools.pairwise(lines):
        tail, head = text[line.end - 1], text[following.start]
        cluster = re.search(r"\S*$", text[: line.end])
        crowded = cluster is not None and re.search(rf"[{re.escape(NO_START + NO_END + PAIRS)}a]{{12,}}", text)
        if not crowded:  # a run of marks wider than a line must be parted somewhere
            assert head not in NO_START + PAIRS, (text, ems)
            assert tail not in NO_END, (text, ems)


def spread_most(text: str, ems: float) -> float:
    """How wide the widest of a text's full lines stands, in ems between its characters."""
    body = measured(text)
    lines = break_lines(body, ems * EM, ems * EM)[:-1]
    return max(looseness(body, line.start, line.end, ems * EM) for line in lines)


def test_lines_before_one_that_would_stand_wide_give_it_some_of_their_words() -> None:
    text = "资源收集保存的范围与规模及其质量均已达到要求，提取物包括Na2HPO4·12H2O、CuSO4·5H2O、K4[Fe(CN)6]·3H2O等"
    for ems in range(18, 30):
        assert spread_most(text * 2, ems) < 0.26


def test_the_number_of_a_note_stays_with_its_word_without_a_space() -> None:
    text = "资源收集保存的范围与规模1，再"
    widths = [EM if ord(char) > 0x2E7F and char not in MARKS else EM / 2 for char in text]
    raised = [(12, 13)]
    body = Measured(text, widths, [EM] * len(text), [char in MARKS for char in text], raised=raised)
    for ems in range(6, 16):
        lines = [text[line.start : line.end] for line in break_lines(body, ems * EM, ems * EM)]
        assert any("模1" in line for line in lines)
    assert body.gap[11] == 0.0


@pytest.mark.parametrize(
    "text", ['资源的"收集"保存的"范围"与规模"质量"的要求', "资源的'收集'、'保存'的'范围'与'规模'及'质量'"]
)
def test_straight_quotes_stay_with_what_they_enclose(text: str) -> None:
    quote = next(char for char in text if char in "\"'")
    for ems in range(5, 12):
        inside = 0
        for line in words(text, ems):
            assert not (line.startswith(quote) and inside % 2)
            inside += line.count(quote)
            assert not (line.endswith(quote) and inside % 2)


@pytest.mark.parametrize("kept", ["酸-γ-", "元/kg", "－20℃", "＞95%", "～－80℃", "DNA(脱", "3 m×4 m"])
def test_names_units_and_signs_of_full_width_are_not_parted(kept: str) -> None:
    for ems in range(6, 14):
        assert any(kept in line for line in words(f"资源收集保存于谷氨{kept}的范围与规模", ems))


def test_an_apostrophe_has_no_blank_behind_it() -> None:
    text = measured("O’Brien")
    assert text.gap[1] < 0.0
    assert text.tight[1]


@pytest.mark.parametrize("text", ["(", "[a](" * 40, "{", " ", "  ", "元/", "DNA("])
@pytest.mark.parametrize("indented", [False, True])
def test_what_ends_where_nothing_may_be_parted_is_set_all_the_same(text: str, indented: bool) -> None:
    for ems in (1, 3, 40):
        lines = break_lines(measured(text), ems * EM, ems * EM, indented=indented)
        assert "".join(text[line.start : line.next] for line in lines).strip() == text.strip()


def test_code_keeps_its_indent() -> None:
    text = measured("    x = 1")
    (line,) = break_lines(text, 20 * EM, 18 * EM, justify=False, indented=True)
    assert (line.start, line.end) == (0, 9)
