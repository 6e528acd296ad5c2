"""Which text makes the check slow: 100 kB of the beginnings of things, whole check, slowest first.

Run by hand: `python tests/bench/adversarial_rules.py`. What grows with the square of the
length takes four times as long as half of it does.
"""

from __future__ import annotations

import time

from planui.check import Checker
from planui.files.form_store import load_form

SIZE = 100_000
SEEDS = [
    "1",
    "1,",
    "1.",
    "1 ",
    "12月",
    "月",
    "年",
    "2020",
    "2020-",
    "2020-1-",
    "2020.1—",
    ".1.",
    "十",
    "一百",
    "二〇",
    "第一、",
    "占",
    "每一",
    "x",
    "X",
    "XX",
    "×",
    "× ",
    "_",
    "__ ",
    "待",
    "待补充",
    "待定期",
    "请填写",
    "此处",
    "…",
    "。",
    "...",
    "…\n",
    "\t…\t",
    "略",
    "（略",
    "某某",
    "TODO",
    "2027年" + "1" * 230 + "。",
    "a@",
    "a.",
    "路",
    "区",
    "市",
    "号",
    "1号",
    "无",
    "（",
    "“",
    "1:",
    "1/",
    "1～",
    "成",
    "八成",
    "百分之",
    "面积（",
    "资源库",
    "主要描述",
    "科技资源库",
    "  ",
    "\n",
    "| ",
    "1～2月3～",
    "平方",
    "0",
    "-",
    "Xx-",
    ")1",
    ")中",
    "((中",
    "中,",
    "a@b,中",
    "`a`,中",
    "    中,\n",
    "![a]",
    "- \t",
    " #",
    "’",
    "的的",
]


def seconds(text: str) -> float:
    """How long the check of a plan with this text in three sections of different kinds takes."""
    plan = "".join(f"[sections.\"{number}\"]\ntext = '''\n{text}\n'''\n" for number in ("4.4.1", "6.1", "4.3"))
    source = f'format = 1\nform = "gz-sti-repository-2020"\n[fields]\nname = "广州市测试科技资源库"\n{plan}'
    start = time.perf_counter()
    Checker().check_text(source, lambda ref: load_form(ref, "."))
    return time.perf_counter() - start


def main() -> None:
    """Prints every seed whose time is above a second or grows faster than the text."""
    rows = []
    for seed in SEEDS:
        half, whole = (seconds(seed * (size // len(seed))) for size in (SIZE // 2, SIZE))
        rows.append((whole, whole / half, seed))
    for whole, ratio, seed in sorted(rows, reverse=True)[:15]:
        print(f"{whole:7.2f} s  {ratio:4.1f}×  {seed!r}")


if __name__ == "__main__":
    main()
