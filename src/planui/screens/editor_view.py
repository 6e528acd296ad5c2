"""What the editor says of its document: pure data for the widgets, nothing is changed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from planui.commands import COMMANDS, GRID_COMMANDS, command
from planui.model.section_line import SectionLine
from planui.model.visible import one_line
from planui.model.words import Words
from planui.screens import words
from planui.screens.place_keys import PANE_KEYS, labels
from planui.stats import plan_stats
from planui.widgets.bar import Bar
from planui.widgets.findings import FindingLine, Said
from planui.widgets.key_line import key_parts
from planui.widgets.line_list import Part
from planui.widgets.outline import OTHERS_HERE
from planui.widgets.text_marks import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from planui.document import Document
    from planui.model.diagnostic import Diagnostic
    from planui.model.form import Form
    from planui.screens.editor import Editor


def marks(found: list[Diagnostic], section: str, lang: str) -> list[Mark]:
    """The findings in a section's text, where they stand."""
    return [
        Mark(one.place.start, one.place.end, one.severity, one.words.pick(lang))
        for one in found
        if one.section == section and one.place.part == "text" and one.place.end >= 0
    ]


def section_lines(document: Document, others: Mapping[str, str]) -> list[SectionLine]:
    """The outline's lines; `others` names who else is in a section."""
    stats = plan_stats(document.form, document.checker.views, 0, document.diagnostics)
    lines = []
    for one in stats.sections:
        mark = "error" if one.errors and one.state != "blank" else "warning" if one.warnings else one.state
        container = one.state == "container"
        who = others.get(one.number, "")
        lines.append(SectionLine(one.number, one.title, one.level, container, one.chars, one.limit, mark, who))
    return lines


def guidance_text(form: Form, number: str, lang: str) -> str:
    """What the form asks of a section, and of the sections that hold it."""
    parts: list[str] = []
    section = form.section(number)
    while section is not None:
        if section.guidance or section.note:
            parts.insert(0, f"{section.heading} {section.guidance}".strip())
        section = form.section(section.number.rpartition(".")[0])
    return "\n".join(parts) or words.NO_GUIDANCE.pick(lang)


def finding_key(index: int, one: Diagnostic) -> str:
    """A name for a finding among those of one check."""
    return f"{index} {one.rule}"


def finding_of(document: Document, key: str) -> Diagnostic | None:
    """The finding of that name."""
    index, _, rule = key.partition(" ")
    if index.isdecimal() and int(index) < len(document.diagnostics):
        found = document.diagnostics[int(index)]
        return found if found.rule == rule else None
    return None


UNWRITTEN = frozenset({"F101", "S201", "Q303", "T403"})
"""Rules that say what is not there yet. A new plan has some forty such findings, which must not drown the others."""
KINDS: tuple[tuple[Words, Callable[[Diagnostic], bool]], ...] = (
    (Words("全部问题", "all findings"), lambda one: True),
    (Words("已写内容的问题", "what is wrong in what is written"), lambda one: one.rule not in UNWRITTEN),
    (Words("还没写的", "what is not written yet"), lambda one: one.rule in UNWRITTEN),
    (Words("只看错误", "errors only"), lambda one: one.severity == "error"),
)
"""What the findings pane and F8 can be told to show."""


def findings_shown(editor: Editor) -> list[tuple[int, Diagnostic]]:
    """The findings of the kind that is asked for, each with its place among all, in the order of the file."""
    wanted = KINDS[editor.finding_kind][1]
    return [(index, one) for index, one in enumerate(editor.document.diagnostics) if wanted(one)]


def show_findings(editor: Editor) -> None:
    """The findings of the section in view, then the others, most severe first, what is not written yet last."""
    lang = editor.lang
    here: list[FindingLine] = []
    elsewhere: list[tuple[int, bool, FindingLine]] = []
    order = {"error": 0, "warning": 1, "info": 2}
    for index, one in findings_shown(editor):
        line = FindingLine(
            finding_key(index, one), one.rule, one.severity, one.section or "", one.words.pick(lang), bool(one.changes)
        )
        if one.section == editor.section:
            here.append(line._replace(section=""))
        else:
            elsewhere.append((order[one.severity], one.rule in UNWRITTEN, line))
    elsewhere.sort(key=lambda one: one[:2])
    if editor.render_fault:
        here.insert(0, FindingLine("render", "PDF", "error", "", editor.render_fault, False))
    kind = f" · {KINDS[editor.finding_kind][0].pick(lang)}" if editor.finding_kind else ""
    said = Said(
        here=words.FINDINGS_HERE.pick(lang) + kind,
        elsewhere=words.FINDINGS_ELSEWHERE.pick(lang) + kind,
        nothing_here=words.NO_FINDINGS.pick(lang),
        nothing=(words.NONE_OF_KIND if editor.document.diagnostics else words.NO_FINDINGS)
        .pick(lang)
        .format(KINDS[editor.finding_kind][0].pick(lang)),
        fixable=words.FIXABLE.pick(lang),
    )
    editor.findings.set_findings(f"{editor.section}{kind}", here, [line for *_, line in elsewhere], said)


def show_grid(editor: Editor) -> None:
    """The grid of the section in view, where it has one."""
    kind = editor.table_kind
    table = editor.document.form.table(kind) if kind else None
    editor.grid.display = table is not None
    if table is None:
        return
    from planui.screens.grid_view import cells, columns

    rows = editor.document.plan.rows(editor.section, kind)
    shown = columns(table, editor.lang)
    faults = frozenset(
        (one.place.row, column.key)
        for one in editor.document.diagnostics
        if one.place.part == "cell" and one.section == editor.section
        for column in shown
        if one.place.key == column.key.split(".")[0]
    )
    # The schedule's rows are the form's own periods.
    editor.grid.grows = kind == "indicators" and not editor.document.read_only
    editor.grid.set_grid(shown, [cells(editor.document.plan, row, shown, editor.lang) for row in rows], faults)
    editor.grid.styles.height = min(max(len(rows), 1) + 2, max(5, (editor.size.height - 8) // 2))


def finding_at(editor: Editor) -> Diagnostic | None:
    """The finding under the cursor: the most severe of those that hold it."""
    order = {"error": 0, "warning": 1, "info": 2}
    cursor = editor.text_pane.cursor
    found = []
    for one in editor.document.diagnostics:
        if one.section != editor.section:
            continue
        place = one.place
        if editor.grid.has_focus:
            here = (editor.grid.row, editor.grid.column_key.split(".")[0])
            whole_row = place.part == "header" and place.row == editor.grid.row
            if whole_row or (place.part == "cell" and (place.row, place.key) == here):
                found.append(one)
        elif place.part == "text" and (place.end < 0 or place.start <= cursor <= max(place.end - 1, place.start)):
            found.append(one)
    return min(found, key=lambda one: order[one.severity], default=None)


def show_bars(editor: Editor) -> None:
    """Heading (with the place of the cursor), message and status."""
    document, lang = editor.document, editor.lang
    view = document.checker.views.get(editor.section)
    section = document.form.section(editor.section)
    if view is None or section is None:
        return
    count = view.count
    limit = section.limit
    counted = words.CHARS_LIMIT.pick(lang).format(count, limit) if limit else words.CHARS.pick(lang).format(count)
    over = "error" if limit and count > limit else "warning" if limit and count > limit * 0.95 else ""
    title = f" {section.number} {section.title}{section.note}"
    others = editor.company.names_at(editor.section)
    who = (f"{OTHERS_HERE} {others}  " if others else "", "info")
    row, column = editor.text_pane.cursor_place
    # One beside the other, and as the text is written: both change with every key, and cost a terminal the less.
    position = f"{words.POSITION.pick(lang).format(row + 1, column + 1)}   "
    editor.query_one("#heading", Bar).show(((title, "head"),), (who, (position, ""), (f"{counted} ", over)))
    notice: tuple[Part, ...] = ((editor.notice.pick(lang), editor.notice_style),)
    if not notice[0][0] and document.check_fault is not None:
        notice = ((document.check_fault.pick(lang), "error"),)
    if not notice[0][0]:
        found = finding_at(editor)
        # What is said of a whole text stands in the list: here its figures would be sent with each key once more.
        whole = found is not None and found.place.part == "text" and found.place.end < 0
        if found is not None and not (whole and editor.findings.display):
            fix = f"  {command('apply_fix').shown_key} {words.FIXABLE.pick(lang)}" if found.changes else ""
            notice = ((f"{found.rule} {found.words.pick(lang)}", found.severity), (fix, "info"))
        elif editor.grid.has_focus:
            notice = cell_parts(editor)
    editor.query_one("#message", Bar).show(notice)
    errors, warnings, infos = (
        sum(one.severity == severity for one in document.diagnostics) for severity in ("error", "warning", "info")
    )
    state = words.UNSAVED if document.dirty else words.SAVED
    if document.file.gone or document.read_only:
        state = words.GONE if document.file.gone else words.READ_ONLY
    saved = (f" {state.pick(lang)}  ", "warning" if document.dirty else "ok")
    counts = words.COUNTS.pick(lang).format(errors, warnings, infos)
    right = (f"{counts} ", "error" if errors else "warning" if warnings else "ok")
    room = editor.size.width - cell_len(saved[0]) - cell_len(right[0]) - 1
    editor.query_one("#status", Bar).show((saved, (_path_in(document.path, room), "")), (right,))


def _path_in(path: str, room: int) -> str:
    """A path in some cells: of a long one its end, which is the file's name."""
    shown = one_line(path)
    if cell_len(shown) <= room:
        return shown
    at, cells = len(shown), 1
    while at and (cells := cells + cell_len(shown[at - 1])) <= room:
        at -= 1
    return f"…{shown[at:]}"


def cell_parts(editor: Editor) -> tuple[Part, ...]:
    """The cell under the grid's cursor, whole, and what its row's years come to."""
    grid = editor.grid
    if grid.row >= len(grid.rows):
        return ()
    row = dict(zip((column.key for column in grid.columns), grid.rows[grid.row], strict=True))
    head = grid.columns[grid.column].head
    name = row.get("name") or row.get("period", "")
    value = row[grid.column_key]
    said = f"{name} · {head}：{value}" if value != name else name
    agrees = row.get("check", "")
    return (said, ""), (f"  {agrees}" if agrees else "", "ok" if agrees.endswith("✓") else "warning")


def footer_parts(lang: str, width: int, place: str) -> tuple[Part, ...]:
    """The footer: as many keys as there is whole room for, those of the pane in focus first."""
    shown = labels(PANE_KEYS.get(place, ()), lang)
    if place == "grid":
        shown += [(one.shown_key, one.label.pick(lang)) for one in GRID_COMMANDS if one.footer]
    commands = sorted((one for one in COMMANDS if one.footer and one.bound), key=lambda one: one.footer)
    shown += [(one.shown_key, one.label.pick(lang)) for one in commands]
    return key_parts(shown, width)
