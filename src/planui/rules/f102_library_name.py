"""F102: the library's name does not follow the form's naming rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, WARNING, Finding, Place
from planui.model.lazy_pattern import lazy
from planui.model.words import Words
from planui.rules.placeholders import CROSS, find_holes
from planui.rules.rule import FILE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormField
    from planui.model.plan import Plan

_MARK = Words("名称里还留着“{0}”，请换成本库的名称", "{0} is still in the name: put the library's own name there")
_PREFIX = Words("名称应当以“{0}”开头", "the name should begin with {0}")
_OTHER = Words(
    "名称不是规范的样式（{0}），请确认主管部门同意这样命名",
    "the name has none of the form's patterns ({0}); make sure that the authority accepts it",
)
_OWN = Words("“{0}”和“{1}”之间没有本库自己的名称", "there is no name of its own between {0} and {1}")
_MARKS = lazy("[×╳✕✖]+|[XxＸｘ]{2,}|[Ｘｘ]+")


def check(plan: Plan, form: Form) -> Iterator[Finding]:
    """What is broken for sure is an error, another pattern a warning."""
    for field in form.fields:
        if field.kind == "library-name":
            node = plan.fields.get(field.key)
            if node is not None and node.kind == "string" and node.value.strip():
                found = fault(node.value, field)
                if found is not None:
                    yield found


def fault(value: str, field: FormField) -> Finding | None:
    """What is wrong with a library's name."""
    if any(hole.kind != CROSS for hole in find_holes(value)):
        return None  # S204 says so
    name = value.strip()
    first = value.find(name)
    for mark in _MARKS.finditer(value):
        left, right = value[mark.start() - 1 : mark.start()], value[mark.end() : mark.end() + 1]
        if not (left + right).isascii() or not (left + right).isalpha():
            place = Place("field", key=field.key, start=mark.start(), end=mark.end())
            return Finding(place, _MARK.format(mark.group()))
    place = Place("field", key=field.key, start=first, end=first + len(name))
    if field.prefix and not name.startswith(field.prefix):
        return Finding(place, _PREFIX.format(field.prefix))
    if not field.suffixes:
        return None
    own = name.removeprefix(field.prefix)
    for suffix in field.suffixes:
        if own.strip() == suffix:
            return Finding(place, _OWN.format(field.prefix, suffix), severity=WARNING)
        if own.endswith(suffix):
            return None
    patterns = "、".join(f"{field.prefix}{field.blank_mark}{suffix}" for suffix in field.suffixes)
    return Finding(place, _OTHER.format(patterns), severity=WARNING)


RULE = Rule(
    id="F102",
    name="library-name",
    severity=ERROR,
    scope=FILE,
    summary=Words("科技资源库名称不合命名规范", "the library's name does not follow the naming rule"),
    why=Words(
        "填写说明第 1 条：统一规范命名为“广州市××科技数据共享服务平台”、“广州市××科技资源库”或广州市××科技资源圃等。",
        "Note 1 of the form prescribes 广州市××科技数据共享服务平台, 广州市××科技资源库, 广州市××科技资源圃 "
        "and the like.",
    ),
    fails='[fields]\nname = "岭南中药材科技资源库"\n',
    passes='[fields]\nname = "广州市岭南中药材科技资源库"\n',
    check=check,
)
