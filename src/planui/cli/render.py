"""`planui render`: the PDF, or the HTML it is made from."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from planui.cli.arguments import CommandParser, UsageError
from planui.cli.plan_file import PlanFile, new_plan_file, open_plan, read_plan_input
from planui.cli.table import COMMANDS
from planui.cli.terminal_output import emit, note
from planui.files.save import create, read_stamped, save
from planui.files.world import World
from planui.model.visible import one_line
from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    import argparse

    from planui.render import Rendered, RenderOptions

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
_BAD_FONT = Words("--font 应当写作 body=字体文件", "--font should be ROLE=PATH")
_HAS_ERRORS = Words("计划还有 {0} 个错误", "the plan still has {0} error(s)")
_REFUSED = Words("{0} 还有 {1} 个错误，没有生成", "{0} has {1} error(s): not rendered")
_MADE = Words("{0}：{1} 页，{2} kB，字体 {3}", "{0}: {1} pages, {2} kB, fonts {3}")
_WROTE = Words("已写入 {0}", "wrote {0}")
_RESAMPLED = Words("图片 {0} 缩小到印刷所需：{1}×{2} → {3}×{4}", "picture {0} resampled for print: {1}×{2} → {3}×{4}")
_PICTURE_FAILED = Words("图片 {0} 没有印出：{1}", "picture {0} was not printed: {1}")
_GLYPH = Words("第 {1} 节的“{0}”没有字形，印成了方框", "no font has {0!r} (section {1}): a box is printed")
_NEEDS_OUT = Words("没有计划文件名，要用 -o 指明写到哪里", "without a plan's file name, -o must say where to write")
_LAYOUT_FAILED = Words(
    "排版时出错（{0}：{1}），没有生成；请把这份计划和这行提示发给开发者",
    "the layout failed ({0}: {1}), nothing was written; please send the plan and this line to the developers",
)
_OVER_PLAN = Words(
    "{0} 就是计划本身，不能用结果盖掉它；请用 -o 换一个文件名",
    "{0} is the plan itself and is not overwritten; give another name with -o",
)
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
    return parser


def run(arguments: list[str], lang: str) -> int:
    """Runs the command."""
    parser = _parser(lang)
    args = parser.read(arguments)
    if args.file is None and not args.blank:
        raise UsageError(_NEEDS_FILE)
    if args.file in (None, "-") and not args.output:
        raise PlanuiError(_NEEDS_OUT)
    if args.file is None:
        file = new_plan_file()
    else:
        file = read_plan_input(args.folder) if args.file == "-" else open_plan(args.file)
    errors = sum(one.severity == "error" for one in file.checked.diagnostics)
    if args.strict and errors and not args.blank:
        raise PlanuiError(_REFUSED.format(args.file, errors))
    out = args.output or os.path.splitext(args.file)[0] + (".html" if args.html else ".pdf")
    if os.path.exists(out) and args.file not in (None, "-") and os.path.samefile(out, args.file):
        raise UsageError(_OVER_PLAN.format(out))
    if args.html:
        from planui.render import to_html

        put(out, to_html(file.plan, file.form, World(file.folder, lang), _options(args)).encode("utf-8"))
        note(_WROTE.format(out), lang)
        return 0
    rendered = make_pdf(file, out, _options(args), lang)
    errors = 0 if args.blank else errors
    if args.format == "json":
        emit(_json(out, rendered, errors) + "\n")
    else:
        _report(out, rendered, errors, lang)
    return 0


def _options(args: argparse.Namespace) -> RenderOptions:
    from pathlib import Path

    from planui.render import RenderOptions

    fonts = {}
    for value in args.font:
        role, equals, path = value.partition("=")
        if not equals or not path:
            raise PlanuiError(_BAD_FONT)
        fonts[role] = Path(path)
    return RenderOptions(
        style=args.style, blank=args.blank, notes=not args.no_notes, fonts=fonts, epoch=_source_date_epoch()
    )


def _source_date_epoch() -> int | None:
    """The build date that reproducible-builds.org's SOURCE_DATE_EPOCH gives; None where it gives none."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(value) if value.isascii() and value.isdigit() else None


def make_pdf(file: PlanFile, out: str, options: RenderOptions, lang: str) -> Rendered:
    """Renders a plan and puts the PDF in the place of an older one. Raises `PlanuiError`: the older one stays then."""
    from planui.cli.progress import Progress
    from planui.render import RenderError, to_pdf

    with Progress(sys.stderr, lang) as progress:
        try:
            rendered = to_pdf(file.plan, file.form, World(file.folder, lang), options, progress)
        except RenderError as error:
            raise PlanuiError(Words(str(error), str(error))) from None
        except Exception as error:  # whatever the libraries stumble over: one line, and the older PDF stays
            if os.environ.get("PLANUI_DEBUG"):
                raise
            raise PlanuiError(_LAYOUT_FAILED.format(type(error).__name__, str(error).splitlines()[0][:200])) from None
    put(out, rendered.pdf)
    return rendered


def put(path: str, data: bytes) -> None:
    """Writes a result, in the place of an older one. Raises `PlanuiError`."""
    if os.path.lexists(path):
        _, stamp = read_stamped(path)
        save(path, data, stamp)
    else:
        create(path, data)


def _json(out: str, rendered: Rendered, errors: int) -> str:
    from planui.report.json_text import json_text

    return json_text(
        {
            "version": 1,
            "path": out,
            "pages": rendered.pages,
            "bytes": len(rendered.pdf),
            "fonts": list(rendered.fonts),
            "errors": errors,
            "pictures": [vars(one) for one in rendered.pictures],
            "missing_glyphs": [vars(one) for one in rendered.missing_glyphs],
        }
    )


def _report(out: str, rendered: Rendered, errors: int, lang: str) -> None:
    fonts = "、".join(rendered.fonts) if lang == "zh" else ", ".join(rendered.fonts)
    emit(_MADE.pick(lang).format(one_line(out), rendered.pages, (len(rendered.pdf) + 999) // 1000, fonts) + "\n")
    for picture in rendered.pictures:
        if picture.action == "resampled":
            sizes = (picture.width, picture.height, picture.new_width, picture.new_height)
            note(_RESAMPLED.format(picture.path, *sizes), lang)
        else:
            note(_PICTURE_FAILED.format(picture.path, picture.reason), lang)
    for glyph in rendered.missing_glyphs:
        note(_GLYPH.format(glyph.char, glyph.section), lang)
    if errors:
        note(_HAS_ERRORS.format(errors), lang)
