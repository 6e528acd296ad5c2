"""X502: the same quantity with different figures in two places."""

from __future__ import annotations

from planui.model.diagnostic import WARNING
from planui.model.words import Words
from planui.rules.figure_join import Figures
from planui.rules.figure_reading import draw
from planui.rules.rule import JOIN, Rule

RULE = Rule(
    id="X502",
    name="figures-differ",
    severity=WARNING,
    scope=JOIN,
    summary=Words(
        "同一个量（名词、单位、日期都相同）在两处的数字不同",
        "the same quantity (same noun, same unit, same date) has different figures in two places",
    ),
    why=Words(
        "资源总量、面积、人数、目标会在几节里重复出现，改了一处容易漏掉另一处；“新增”“累计”、其他年份、其"
        "中一部分是另外的量，不比较。",
        "Totals, areas, staff and targets recur; one is corrected, the other is forgotten. Other years an"
        "d parts are not "
        "compared.",
    ),
    fails='[sections."4.5.4"]\ntext = """\n本库制度完备，现有内部管理制度18项。\n"""\n'
    '\n[sections."4.2.1"]\ntext = """\n本库现有内部管理制度16项，均已公开。\n"""\n',
    passes='[sections."4.5.4"]\ntext = """\n本库制度完备，现有内部管理制度18项，五年后达到22项。\n"""\n'
    '\n[sections."4.2.1"]\ntext = """\n本库现有内部管理制度十八项，均已公开。\n"""\n',
    check=Figures,
    draw=draw,
)
