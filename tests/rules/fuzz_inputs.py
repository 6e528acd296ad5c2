"""Files that nobody wrote: random bytes, broken TOML, mutated plans, plans put together from awkward pieces.

One seed makes one input, always the same.
"""

from __future__ import annotations

# ruff: noqa: E501 (the pieces are data)
import random
from functools import cache
from pathlib import Path

from planui.rules.table import RULES

ROOT = Path(__file__).parents[2]
KINDS = ("bytes", "text", "toml", "values", "plan", "pieces", "example")

CLEAN = (Path(__file__).parent / "clean.toml").read_text(encoding="utf-8")

_LINES = (
    "format = 1\n", 'form = "gz-sti-repository-2020"\n', "[fields]\n", 'name = "广州市××库"\n', "date = 2020-08-20\n", "date = 0001-01-01T00:00:00Z\n",
    '[sections."1"]\n', '[sections."6.2.1"]\n', '[[sections."6.2.1".indicators]]\n', '[[sections."6.3".schedule]]\n', "[sections.4.1.1]\n", "[[ignore]]\n",
    'text = """\n', '"""\n', "text = '''\n", "'''\n", 'text = "无"\n', "text = 5\n", 'name = "新增"\n', 'unit = "份"\n', 'kind = "sum"\n', "target = 5_000\n",
    "years = [1, 2.5, -3, 4e5, 0x1F]\n", "years = [inf, nan, -inf, 1e400, 9223372036854775807]\n", 'years = ["a", [], {}, true, 07:32:00]\n', "target = 123456789012345678901234567890\n",
    'period = "2020年7月至2021年6月"\n', 'rule = "X502"\n', 'reason = "口径不同"\n', 'section = "4.1.1"\n', "a.b.c = {d = [1, {e = 2}]}\n", "# 注释\n", "\r\n", "= 1\n", "[[[x]]]\n",
    'indicators = [{name = "a", unit = "份", kind = "level", target = 1, years = [1,1,1,1,1]}]\n', '"\\u202e" = "\\uFFFF"\n', 'x = "\\ud800"\n', "\ufeff", "\x00", "\x7f",
)  # fmt: skip
_PIECES = (
    "2020年2月30日", "2018年7月—2020年6月", "2017.5—2018.3", "二〇二六年", "“十五五”期间", "2020-13-45", "自2009年成立以来", "到2030年", "近三年", "第一年度",
    "12,345份", "1.2345万份", "一万二千三百四十五份", "九百九十九亿零一个", "百分之一百零一", "占33.3%", "1:3", "六成", "0份", "1e9份", "1,2,3,4份", "9" * 300 + "份", "1" + ",000" * 80 + "条",
    "共46人，其中博士15人、硕士19人、本科13人。", "分别占20%、30%和60%。", "由12家增加到15家", "（24.2%）", "广州市岭南中药材科技资源库", "广州岭南本草研究所", "陈志远", "陈致远", "负责人",
    "的的", "人人", "资源资源库", "，，", "。。", "“", "”", "（", "）", "《", "》", "‘", "’", "【", "〔2019〕", ",", ";", ":", "(", ")", "8:30", "GB/T 9704—2012", "https://a.cn/b?c=1,2。", "`a,b`",
    "××", "XX", "____", "待定", "TODO", "……", "某某单位", "无", "暂无。", "\u200b", "\u202e", "\ufeff", "\ue000", "\U000f0001", "\u3000", "\U0001f409", "e\u0301", "\t", "\r", "\\", '\\"', "\\u0041",
    "| a | b |\n| --- | --- |\n| 1 | 2 |\n", "| 类 | 数量（份） | 占比 |\n|---|---:|---:|\n| 甲 | 10 | 50% |\n| 合计 | 11 | 100% |\n", "|", "||||\n", "- 甲4人\n- 乙5人\n- 丙6人\n", "专职人员共33人：\n",
    "![图](figures/a.png \"图1\")", "![](../../etc/passwd)", "![x](file:///a)", "![[[", "](", "[a](", "```\n", "~~~\n", "    代码\n", "# 标题\n", "> 引用\n", "1. 一\n", "**", "*", "_", "<b>", "&nbsp;", "<!--", "\n\n", "\n",
    "①", "½", "²", "٣", "７", "Ⅳ", "㊀", "१", "①月②日", "2018年㋀", "主要描述资源收集保存范围，及其产权归属", "为", "共", "其中", "占", "年", "月", "日", "至", "、", "，", "。", "；", "：",
)  # fmt: skip


@cache
def _plans() -> tuple[str, ...]:
    paths = (ROOT / "samples/lingnan/plan.toml", *sorted((ROOT / "tests/corpus").glob("*/plan.toml")))
    return (CLEAN, *(path.read_bytes().decode("utf-8") for path in paths))


def kind_of(seed: int) -> str:
    """What kind of input a seed makes."""
    return KINDS[seed % len(KINDS)]


def make(seed: int) -> bytes:
    """The input of a seed."""
    chance = random.Random(seed)
    return _MAKERS[kind_of(seed)](chance)


def _bytes(chance: random.Random) -> bytes:
    data = chance.randbytes(chance.choice((0, 1, 7, 100, 3000)))
    return data if chance.random() < 0.5 else CLEAN.encode()[: chance.randrange(3000)] + data


def _text(chance: random.Random) -> bytes:
    low, high = chance.choice(
        ((0x00, 0xFF), (0x20, 0x7E), (0x2000, 0x20FF), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0, 0x10FFFF))
    )
    text = "".join(chr(chance.randint(low, high)) for _ in range(chance.choice((3, 50, 1500))))
    if chance.random() < 0.7:
        text = _plan_of(chance, text)
    return text.encode("utf-8", "ignore")


def _toml(chance: random.Random) -> bytes:
    text = "".join(chance.choice(_LINES) for _ in range(chance.randrange(1, 60)))
    return text.encode("utf-8", "surrogatepass")


def _values(chance: random.Random) -> bytes:
    """A clean plan, some of its lines changed for others, doubled, moved or taken away."""
    lines = CLEAN.splitlines(keepends=True)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(lines))
        what = chance.randrange(4)
        if what == 0:
            lines[at] = chance.choice(_LINES)
        elif what == 1:
            del lines[at : at + chance.randrange(1, 6)]
        elif what == 2:
            lines.insert(at, chance.choice(_LINES))
        else:
            lines.insert(chance.randrange(len(lines)), lines[at])
    return "".join(lines).encode("utf-8", "surrogatepass")


def _mutated(chance: random.Random) -> bytes:
    """A plan with pieces put in, and stretches of it taken out, doubled or moved."""
    text = chance.choice(_plans()) if chance.random() < 0.5 else CLEAN
    for _ in range(chance.choice((1, 2, 5, 30))):
        at = chance.randrange(len(text))
        stretch = text[at : at + chance.choice((1, 1, 3, 20, 300))]
        what = chance.randrange(4)
        if what == 0:
            text = text[:at] + chance.choice(_PIECES) + text[at:]
        elif what == 1:
            text = text[:at] + text[at + len(stretch) :]
        elif what == 2:
            text = text[:at] + stretch + text[at:]
        else:
            to = chance.randrange(len(text))
            text = text[:to] + stretch + text[to:]
    return text.encode("utf-8", "surrogatepass")


def _pieces(chance: random.Random) -> bytes:
    """Sections of pieces, or of one piece over and over."""
    few = [chance.choice(_PIECES) for _ in range(chance.choice((1, 2, 4, 40)))]
    text = "".join(chance.choice(few) for _ in range(chance.choice((3, 30, 300, 1500))))
    return _plan_of(chance, text).encode("utf-8", "surrogatepass")


def _plan_of(chance: random.Random, text: str) -> str:
    number = chance.choice(("1", "2", "4.1.1", "4.2.3", "4.3", "4.4.1", "5", "6.1", "6.2.1", "6.3", "6.4.3"))
    value = '"""\n' + text.replace("\\", "\\\\").replace('"', '\\"') + '\n"""'
    if chance.random() < 0.1:
        value = f"'''\n{text}\n'''"
    body = f'format = 1\nform = "gz-sti-repository-2020"\n[fields]\nname = "广州市岭南中药材科技资源库"\nleader = "陈志远"\n[sections."{number}"]\ntext = {value}\n'
    if chance.random() < 0.3:
        row = text[:200].replace("\\", "").replace('"', "").replace("\n", " ").replace("\r", "").replace("\x00", "")
        body += f'[[sections."6.3".schedule]]\nperiod = "{row[:20]}"\ncontent = "{row}"\n'
    return body


def _example(chance: random.Random) -> bytes:
    """A rule's examples with a few characters lost, doubled or put in."""
    rule = chance.choice(RULES)
    text = (rule.fails if chance.random() < 0.5 else rule.passes) + chance.choice(_LINES)
    head = "" if text.startswith("format") else 'format = 1\nform = "gz-sti-repository-2020"\n'
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice((*_PIECES, "", text[at : at + 5] * 2)) + text[at + chance.randrange(3) :]
    return (head + text).encode("utf-8", "surrogatepass")


_MAKERS = dict(zip(KINDS, (_bytes, _text, _toml, _values, _mutated, _pieces, _example), strict=True))
