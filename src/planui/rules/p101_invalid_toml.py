"""P101: the file is not TOML. The check itself finds it, since there is no plan to read then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Finding, Place
from planui.model.words import Words
from planui.rules.rule import ENGINE, Rule

if TYPE_CHECKING:
    from planui.model.toml_nodes import TomlError


def finding(error: TomlError) -> Finding:
    """The finding for what the TOML reader stumbled over."""
    place = Place("file", start=error.offset, end=error.offset + 1)
    return Finding(place, Words(f"不是合法的 TOML：{error.words.zh}", f"not TOML: {error.words.en}"))


RULE = Rule(
    id="P101",
    name="invalid-toml",
    severity=ERROR,
    scope=ENGINE,
    summary=Words("文件不是合法的 TOML", "the file is not TOML"),
    why=Words(
        "文件读不出来，其他规则也就无从检查；先改好这一处。",
        "Nothing else can be checked in a file that cannot be read; mend this first.",
    ),
    fails="[fields]\nname = 广州市岭南中药材科技资源库\n",
    passes='[fields]\nname = "广州市岭南中药材科技资源库"\n',
    check=lambda: (),
)
