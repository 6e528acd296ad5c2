"""F104: the e-mail address cannot be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Change, Finding, Fix, Place
from planui.model.lazy_pattern import lazy
from planui.model.words import Words
from planui.rules.placeholders import find_holes
from planui.rules.rule import FILE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form
    from planui.model.plan import Plan

_MESSAGE = Words("“{0}”不是电子邮件地址：{1}", "{0} is no e-mail address: {2}")
_NO_AT = ("缺少 @", "it has no @")
_MANY_AT = ("@ 只能有一个", "it has more than one @")
_SPACE = ("中间有空格", "there is a space in it")
_WIDE = ("里面有全角字符或汉字，请用半角", "it holds full-width or Chinese characters")
_LOCAL = ("@ 前面的部分不对", "what stands before the @ cannot be")
_DOMAIN = ("@ 后面应当是带点的域名，如 example.cn", "what follows the @ should be a domain with a dot")
_TYPO = ("域名结尾“{0}”像是打错了", "its ending {0!r} looks like a slip")
_HALF = Words("改成半角", "make it half-width")

_PIECE = lazy(r"[^；;、，,\n]+")
_LOCAL_SHAPE = lazy(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN_SHAPE = lazy(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?P<top>[A-Za-z]{2,24}|xn--[A-Za-z0-9-]+)")
_SLIPS = ("con", "cmo", "ocm", "vom", "comm", "cnn", "ner", "ent")
"""Endings that no domain has and that fingers make of com, cn and net."""
MAX_LENGTH = 254


def check(plan: Plan, form: Form) -> Iterator[Finding]:
    """The first of the addresses that the field gives that is none."""
    for field in form.fields:
        if field.kind != "email":
            continue
        node = plan.fields.get(field.key)
        if node is None or node.kind != "string" or not node.value.strip() or find_holes(node.value):
            continue
        for found in _PIECE.finditer(node.value, 0, 2 * MAX_LENGTH):
            piece = found.group().strip()
            if not piece or all(_fault(token) is None for token in piece.split()):
                continue
            why = _fault(piece) or _LOCAL
            start = found.start() + found.group().find(piece)
            words = _MESSAGE.format(piece[:60], *why)
            yield Finding(Place("field", key=field.key, start=start, end=start + len(piece)), words, _fix(piece, start))
            break  # a comma for a dot makes two pieces of one address


def _fix(piece: str, start: int) -> Fix | None:
    """Full-width letters and signs made half-width, where that is all that is wrong."""
    half = "".join(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in piece)
    if half == piece or _fault(half) is not None:
        return None
    return Fix(_HALF, (Change(start, start + len(piece), half),))


def _fault(address: str) -> tuple[str, str] | None:
    """Why something is no address, in both languages."""
    if not address.isascii():
        return _WIDE
    if address.split() != [address]:
        return _SPACE
    local, at, domain = address.partition("@")
    if not at:
        return _NO_AT
    if "@" in domain:
        return _MANY_AT
    if len(address) > MAX_LENGTH or not _LOCAL_SHAPE.fullmatch(local):
        return _LOCAL
    shape = _DOMAIN_SHAPE.fullmatch(domain)
    if shape is None:
        return _DOMAIN
    top = shape.group("top").lower()
    return (_TYPO[0].format(top), _TYPO[1].format(top)) if top in _SLIPS else None


RULE = Rule(
    id="F104",
    name="bad-email",
    severity=ERROR,
    scope=FILE,
    summary=Words("电子邮件地址不成立", "the e-mail address cannot be one"),
    why=Words(
        "评审和管理部门按封面的地址寄送通知。",
        "The authority writes to the address on the cover.",
    ),
    fails='[fields]\nemail = "chenmin@lingnan"\n',
    passes='[fields]\nemail = "chenmin@lingnan.example.cn"\n',
    check=check,
)
