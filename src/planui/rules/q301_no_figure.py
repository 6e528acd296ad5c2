"""Q301: a goal or result that must be quantified holds no figure; no area is given where one is demanded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Finding, Place
from planui.model.words import Words
from planui.rules.contents import says_nothing
from planui.rules.decimals import is_figure
from planui.rules.figures import has_area, has_figure
from planui.rules.placeholders import holds_open_figure
from planui.rules.rule import SECTION, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form
    from planui.model.plan import Row
    from planui.model.view import SectionView

_FIGURE = Words(
    "“{1}”没有量化指标（年份、序号不算），请写明数量",
    "“{1}” holds no figure (years and ordinals are none): say how many or how much",
)
_AREA = Words(
    "“{1}”没有写明面积，请写出数值和单位（如 1,200 平方米）",
    "“{1}” gives no area: write its figure and unit (1,200 平方米)",
)


def check(view: SectionView, form: Form) -> Iterator[Finding]:
    """Looks in the text, and for figures in the indicators too."""
    demands = view.form.demands
    if not ("figure" in demands or "area" in demands) or says_nothing(view):
        return
    texts = [passage.text for passage in view.passages]
    for demand, has, words in (("figure", has_figure, _FIGURE), ("area", has_area, _AREA)):
        if demand not in demands or any(has(text) for text in texts):
            continue
        if demand == "figure" and any(_row_has_figure(row) for row in view.indicators):
            continue
        if not any(holds_open_figure(text) for text in texts):
            yield Finding(Place("text", view.number), words.format(view.number, view.form.title))


def _row_has_figure(row: Row) -> bool:
    target, years = row.cell("target"), row.cell("years")
    if target is not None and is_figure(target):
        return True
    return years is not None and years.kind == "array" and any(is_figure(year) for year in years.value)


RULE = Rule(
    id="Q301",
    name="no-figure",
    severity=ERROR,
    scope=SECTION,
    summary=Words(
        "须量化的目标没有量化指标，或须写明的面积没有写", "what must be quantified holds no figure, or no area is given"
    ),
    why=Words(
        "6.2：“上述工作目标及考核指标必须含量化指标”；4.3：“含资源库面积等必要支撑数据等”。",
        "6.2 of the form: goals must be quantified; 4.3: the library's area and other necessary data must be given.",
    ),
    fails='[sections."6.1"]\ntext = """\n到2025年6月，建成服务便捷的区域性资源库，形成一批有影响的成果。\n"""\n',
    passes='[sections."6.1"]\ntext = """\n到2025年6月，保存资源达到二万份，形成一批有影响的成果。\n"""\n',
    check=check,
)
