"""F101: a field is missing or blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Finding, Place
from planui.model.words import Words
from planui.rules.names import TABLE_KINDS, meant_fields
from planui.rules.rule import FILE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form
    from planui.model.plan import Plan

_MISSING = Words("缺少栏目“{0}”（[fields] 里的 {1}）", "the field {1} ({0}) is missing from [fields]")
_BLANK = Words("栏目“{0}”没有填写", "the field {1} ({0}) is blank")


def check(plan: Plan, form: Form) -> Iterator[Finding]:
    """Each field of the form that is not there, or holds only white space."""
    fields = plan.root.get("fields")
    if fields is not None and fields.kind not in TABLE_KINDS:
        return  # P103 says so
    missing = [field for field in form.fields if field.key not in plan.fields]
    misspelt = meant_fields(plan, form).values() if missing else ()
    for field in missing:
        if field.key not in misspelt:
            yield Finding(Place("fields", key=field.key), _MISSING.format(field.label, field.key))
    for field in form.fields:
        node = plan.fields.get(field.key)
        if node is not None and node.kind == "string" and not node.value.strip():
            yield Finding(Place("field", key=field.key), _BLANK.format(field.label, field.key))


RULE = Rule(
    id="F101",
    name="blank-field",
    severity=ERROR,
    scope=FILE,
    summary=Words("封面栏目或单位详细地址缺失或空白", "a field of the cover, or the address, is missing or blank"),
    why=Words(
        "填写说明第 2 条：“各项内容须认真填写，不能空缺”。",
        "Note 2 of the form: every item must be filled in and none left out.",
    ),
    fails='[fields]\ncontact = " "\n',
    passes='[fields]\ncontact = "陈敏"\n',
    check=check,
)
