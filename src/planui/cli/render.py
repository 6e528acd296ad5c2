"""`planui render`: the PDF, or the HTML it is made from."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any

from planui.cli.arguments import CommandParser, UsageError
from planui.cli.plan_file import PlanFile, check_plan, new_plan_file, open_plan, read_plan_input
from planui.cli.render_work import Made, check_target, make_pdf, put
from planui.cli.table import COMMANDS
from planui.cli.terminal_output import emit, note
from planui.files.world import World
from planui.model.visible import one_line
from planui.model.words import PlanuiError, Words
from planui.report.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.render import RenderOptions

_FILE = Words("计划文件；- 读标准输入", "the plan file; - reads standard input")
_OUT = Words("写到哪个文件（默认与计划同名）", "the file to write (the plan's name, by default)")
_HTML = Words("写 HTML 而不是 PDF", "write the HTML instead")
_BLANK = Words("印出空白的表单和填写要求，供手填", "print the form itself with its guidance, to be filled by hand")
_STRICT = Words("计划有错误就不生成", "refuse a plan with errors")
_STYLE = Words("版式：standard（仿公文）或 compact（紧凑）", "standard (after GB/T 9704) or compact")
_NO_NOTES = Words("不印填写说明", "leave the form's notes out")
_FONT = Words("换用字体，如 body=PATH", "use another font: body=PATH")
_FORMAT = Words("报告的格式", "form of the report")
_FOLDER = Words("标准输入的计划所在的文件夹", "the folder of a plan from standard input")
_FONT_ROLES = ("body", "heading", "bold", "code")
_BAD_FONT = Words(
    "--font {0} 不对：应当写作 body=字体文件；前一半可以是 {1}",
    "--font {0}: it should be ROLE=PATH, ROLE being one of {1}",
)
_LAST_SECOND = 253_402_300_799
_BAD_EPOCH = Words(
    "环境变量 SOURCE_DATE_EPOCH 是“{0}”，应当是 1970 年以来的秒数，不晚于公元 9999 年",
    "SOURCE_DATE_EPOCH is {0!r}; it should be seconds since 1970, not after the year 9999",
)
_HAS_ERRORS = Words("计划还有 {0} 个错误", "the plan still has {0} error(s)")
_REFUSED = Words("{0} 还有 {1} 个错误，没有生成", "{0} has {1} error(s): not rendered")
_MADE = Words("{0}：{1} 页，{2} kB，字体 {3}", "{0}: {1} pages, {2} kB, fonts {3}")
_WROTE = Words("已写入 {0}", "wrote {0}")
_RESAMPLED = Words("图片 {0} 缩小到印刷所需：{1}×{2} → {3}×{4}", "picture {0} resampled for print: {1}×{2} → {3}×{4}")
_PICTURE_FAILED = Words("图片 {0}（第 {1} 节）没有印出：{2}", "picture {0} (section {1}) was not printed: {2}")
_GLYPH = Words("{1}的“{0}”没有字形，印成了方框", "no font has {0!r} ({1}): a box is printed")
_IN_SECTION = Words("第 {0} 节", "section {0}")
_ON_COVER = Words("封面", "cover")
_SUBSTITUTE = Words(
    "有 {0} 个字符正文字体里没有，改用 {1}（括号里是所在的节）：{2}",
    "{0} characters that the text's font lacks were taken from {1} (with their sections): {2}",
)
_MOST_LINES = 20
_MORE = Words("……还有 {0} 条，见 --format json", "... {0} more; see --format json")
_NEEDS_OUT = Words("没有计划文件名，要用 -o 指明写到哪里", "without a plan's file name, -o must say where to write")
_NEEDS_FILE = Words("缺少计划文件；用法见 planui render --help", "the plan's FILE is missing; see planui render --help")


def _parser(lang: str) -> CommandParser:
    parser = CommandParser("render", COMMANDS["render"].summary, lang)
    parser.add_argument("file", nargs="?", metavar="FILE", help=parser.say(_FILE))
    parser.add_argument("-o", "--output", metavar="PDF", help=parser.say(_OUT))
    parser.add_argument("--html", action="store_true", help=parser.say(_HTML))
    parser.add_argument("--blank", action="store_true", help=parser.say(_BLANK))
    parser.add_argument("--strict", action="store_true", help=parser.say(_STRICT))
    parser.add_argument("--style", choices=("standard", "compact"), default="standard", help=parser.say(_STYLE))
    parser.add_argument("--no-notes", action="store_true", help=parser.say(_NO_NOTES))
    parser.add_argument("--font", metavar="ROLE=PATH", action="append", default=[], help=parser.say(_FONT))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=parser.say(_FORMAT))
    parser.add_argument("--folder", metavar="DIR", help=parser.say(_FOLDER))
    parser.add_argument("--progress", action="store_true", help=argparse.SUPPRESS)
    return parser


def run(arguments: list[str], lang: str) -> int:
    """Runs the command."""
    parser = _parser(lang)
    args = parser.read(arguments)
    if args.file is None and not args.blank:
        raise UsageError(_NEEDS_FILE)
    if args.file in (None, "-") and not args.output:
        raise PlanuiError(_NEEDS_OUT)
    out = args.output or os.path.splitext(args.file)[0] + (".html" if args.html else ".pdf")
    options = _options(args, lang)
    if args.file is None:
        file = new_plan_file()
    else:
        file = read_plan_input(args.folder) if args.file == "-" else open_plan(args.file)
    check_target(out, None if args.file in (None, "-") else args.file)
    errors = _Errors(file, args)
    if args.strict:
        errors.refuse()
    if args.html:
        from planui.render import to_html

        put(out, to_html(file.plan, file.form, World(file.folder, lang), options).encode("utf-8"))
        note(_WROTE.format(out), lang)
        return 0
    made = make_pdf(file, out, options, lang, _teller(args), errors.count)
    if args.format == "json":
        emit(json_text({"version": 1, "path": out, **_json(made), "errors": errors.count()}) + "\n")
    else:
        _report(out, made, errors.count(), lang)
    return 0


class _Errors:
    """How many errors the plan has: counted once, while the PDF is being made."""

    def __init__(self, file: PlanFile, args: argparse.Namespace) -> None:
        self._file = file
        self._path = args.file
        self._found: int | None = 0 if args.blank else None

    def count(self) -> int:
        if self._found is None:
            checked = check_plan(self._file).checked
            self._found = sum(one.severity == "error" for one in checked.diagnostics)
        return self._found

    def refuse(self) -> None:
        """Raises `PlanuiError` where there are any."""
        if self.count():
            raise PlanuiError(_REFUSED.format(self._path, self.count()))


def _teller(args: argparse.Namespace) -> Callable[[str, float], None] | None:
    """For the editor, which runs this command: each stage is a line of JSON on standard error."""
    if not args.progress:
        return None

    def tell(stage: str, share: float) -> None:
        sys.stderr.write(f'{{"stage": "{stage}", "share": {share:.3f}}}\n')
        sys.stderr.flush()

    return tell


def _options(args: argparse.Namespace, lang: str) -> RenderOptions:
    from pathlib import Path

    from planui.render import RenderOptions

    fonts = {}
    for value in args.font:
        role, equals, path = value.partition("=")
        if not equals or not path or role not in _FONT_ROLES:
            raise UsageError(_BAD_FONT.format(value, ", ".join(_FONT_ROLES)))
        fonts[role] = Path(path)
    return RenderOptions(
        style=args.style,
        blank=args.blank,
        notes=not args.no_notes,
        fonts=fonts,
        epoch=_source_date_epoch(),
        lang=lang,
    )


def _source_date_epoch() -> int | None:
    """The build date that SOURCE_DATE_EPOCH gives (reproducible-builds.org's specification); None where it is not set.

    Raises `UsageError` for a malformed one, as the specification asks, and for a year after 9999, which no PDF can say.
    """
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return None
    if not (value.isascii() and value.isdigit()) or int(value[:20]) > _LAST_SECOND:
        raise UsageError(_BAD_EPOCH.format(value))
    return int(value)


def _json(made: Made) -> dict[str, Any]:
    return {
        "pages": made.pages,
        "bytes": made.size,
        "fonts": made.fonts,
        "pictures": made.pictures,
        "missing_glyphs": made.missing_glyphs,
    }


def _report(out: str, made: Made, errors: int, lang: str) -> None:
    fonts = ("、" if lang == "zh" else ", ").join(made.fonts)
    emit(_MADE.pick(lang).format(one_line(out), made.pages, (made.size + 999) // 1000, fonts) + "\n")
    lines = [_picture_line(picture) for picture in made.pictures]
    lines += _glyph_lines(made.missing_glyphs)
    for line in lines[:_MOST_LINES]:
        note(line, lang)
    if len(lines) > _MOST_LINES:
        note(_MORE.format(len(lines) - _MOST_LINES), lang)
    if errors:
        note(_HAS_ERRORS.format(errors), lang)


def _picture_line(picture: dict[str, Any]) -> Words:
    if picture["action"] == "resampled":
        sizes = (picture["width"], picture["height"], picture["new_width"], picture["new_height"])
        return _RESAMPLED.format(picture["path"], *sizes)
    return _PICTURE_FAILED.format(picture["path"], picture["section"], picture["reason"])


def _glyph_lines(glyphs: list[dict[str, str]]) -> list[Words]:
    """A line for each box, and one for each font that other characters were taken from."""
    lines = []
    for glyph in glyphs:
        if not glyph["font"]:
            where = _IN_SECTION.format(glyph["section"]) if glyph["section"] else _ON_COVER
            lines.append(Words(_GLYPH.zh.format(glyph["char"], where.zh), _GLYPH.en.format(glyph["char"], where.en)))
    for font in sorted({glyph["font"] for glyph in glyphs} - {""}):
        taken = [f"{glyph['char']}({glyph['section'] or '-'})" for glyph in glyphs if glyph["font"] == font]
        shown = " ".join(taken[:_MOST_LINES]) + (" …" if len(taken) > _MOST_LINES else "")
        lines.append(_SUBSTITUTE.format(len(taken), font, shown))
    return lines
