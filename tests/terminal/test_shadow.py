"""Whatever is put on the screen in whatever order, a terminal fed by the shadow shows exactly that."""

from __future__ import annotations

from emulator import Emulator, drawn
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from planui.terminal import Cursor, Shadow
from planui.terminal_cells import Cell, cells_of
from planui.terminal_codes import BOLD, ITALIC, REVERSE, STRIKE, UNDERLINE, Pen, Traits, change_pen, move

PENS = [
    Pen(),
    Pen("31", "49", BOLD),
    Pen("39", "44"),
    Pen("38;5;120", "48;5;17", UNDERLINE),
    Pen("38;2;1;2;3", "48;2;250;240;230", ITALIC | STRIKE),
    Pen("38;2;1;2;3", "48;2;250;240;230", REVERSE),
]
HOSTILE = "\x1b\x07\x00\x7f\x85\x9b\u202e\u2066\u200b\u200d\ufeff\ud800\u2028\ue000\uffff\u0378🇨🇳"
TEXTS = st.text(st.sampled_from("ab1 .   中文字，。（）“”—…─　🙂é\u0301ㄅ" + HOSTILE), max_size=24)
RUNS = st.builds(lambda char, count: char * count, st.sampled_from(" 中-"), st.integers(1, 40))
PUTS = st.tuples(st.integers(-2, 45), st.integers(0, 5), TEXTS | RUNS, st.sampled_from(PENS))
CURSORS = st.none() | st.builds(Cursor, st.integers(0, 50), st.integers(0, 8), st.booleans())
STEPS = st.tuples(st.lists(PUTS, max_size=6), CURSORS, st.sampled_from(["", "", "", "", "forget", "resize"]))


def put(shadow: Shadow, x: int, y: int, text: str, pen: Pen) -> None:
    shadow.put(x, y, cells_of(text, pen, cell_len))


@given(st.lists(STEPS, max_size=8), st.booleans(), st.booleans(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_the_terminal_shows_what_is_wanted(steps, coloured_erase, shifts, synchronized):
    width, height = 40, 5
    shadow = Shadow(width, height, Traits(coloured_erase, shifts))
    shadow.synchronized = synchronized
    terminal = Emulator(width, height)
    for puts, cursor, event in steps:
        if event == "resize":
            width, height = (31, 6) if width == 40 else (40, 5)
            shadow.resize(width, height)
            terminal.resize(width, height)
        elif event == "forget":
            shadow.forget()
            terminal.feed("\x1b[0;7m\x1b[2;3HGARBAGE 乱码\x1b[?25h")
        for one in puts:
            put(shadow, *one)
        terminal.feed(shadow.update(cursor))
        assert terminal.rows() == drawn(shadow.wanted)
        if cursor is None or not cursor.shown:
            assert not terminal.cursor[2]
        else:
            assert terminal.cursor == (min(cursor.x, width - 1), min(cursor.y, height - 1), True)
        assert shadow.update(cursor) == ""


EDITS = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from(["字", "a", "（）", "12", "", "资源质量"]), st.integers(0, 3)),
    max_size=6,
)


@given(st.text(st.sampled_from("中文字a1，（ "), max_size=60), EDITS, st.sampled_from(PENS[:3]))
@settings(max_examples=100, deadline=None)
def test_typing_in_a_row_beside_other_panes(text, edits, pen):
    """A row as it stands between two panes: what is typed shifts it, and leaves the panes as they are."""
    width = 60
    shadow, terminal = Shadow(width, 1), Emulator(width, 1)

    def paint() -> None:
        put(shadow, 0, 0, "提纲 4.1.2│", PENS[2])
        row = cells_of(text, pen, cell_len)[:34]
        shadow.put(12, 0, [*row, *cells_of(" " * (34 - len(row)), pen, cell_len)])
        put(shadow, 46, 0, "│S201 未填写  ", PENS[1])
        terminal.feed(shadow.update(Cursor(12, 0)))
        assert terminal.rows() == drawn(shadow.wanted)

    paint()
    for at, new, removed in edits:
        text = text[:at] + new + text[at + removed :]
        paint()


@given(
    st.text(st.sampled_from("中文字a1，（ "), min_size=60, max_size=160), EDITS, st.lists(st.integers(0, 7), min_size=6)
)
@settings(max_examples=100, deadline=None)
def test_typing_in_a_paragraph_at_the_right_edge(text, edits, rows):
    """Rows that reach the edge are shifted off it, whichever row the cursor is in and whatever else changes."""
    shadow, terminal = Shadow(40, 8), Emulator(40, 8)

    def paint(number: int) -> None:
        left = text
        for y in range(7):
            row: list[Cell] = []
            while left and len(row) + len(cells_of(left[0], PENS[0], cell_len)) <= 34:
                row += cells_of(left[0], PENS[0], cell_len)
                left = left[1:]
            put(shadow, 0, y, "提纲", PENS[2])
            shadow.put(6, y, [*row, *cells_of(" " * (34 - len(row)), PENS[0], cell_len)])
        put(shadow, 0, 7, f"{len(text)} 字", PENS[number % 3])
        terminal.feed(shadow.update(Cursor(10, rows[number])))
        assert terminal.rows() == drawn(shadow.wanted)
        assert terminal.cursor == (10, rows[number], True)

    paint(0)
    for number, (at, new, removed) in enumerate(edits[:5]):
        text = text[:at] + new + text[at + removed :]
        paint(number + 1)


def test_typing_in_the_middle_of_a_row_costs_less_than_the_row():
    shadow = Shadow(120, 3)
    before = "广州市岭南中药材科技资源库依托广州市某研究院建设"
    for y in range(3):
        put(shadow, 20, y, before, PENS[0])
        put(shadow, 90, y, "│右边的窗格", PENS[1])
    shadow.update(Cursor(20, 1))
    put(shadow, 20, 1, before[:4] + "新" + before[4:], PENS[0])
    assert len(shadow.update(Cursor(30, 1)).encode()) < 40


def test_a_cursor_on_the_second_half_of_a_wide_character_is_moved_before_it_writes():
    shadow, terminal = Shadow(20, 1), Emulator(20, 1)
    put(shadow, 0, 0, "情、╭", PENS[0])
    terminal.feed(shadow.update(Cursor(3, 0)))
    put(shadow, 4, 0, "a量", PENS[0])
    terminal.feed(shadow.update(Cursor(3, 0)))
    assert terminal.rows() == drawn(shadow.wanted)


def test_a_blank_screen_and_an_unchanged_one_cost_nothing():
    shadow = Shadow(80, 24)
    assert len(shadow.update()) < 30
    put(shadow, 3, 3, "甲", PENS[0])
    shadow.update(Cursor(0, 0))
    put(shadow, 3, 3, "乙", PENS[0])
    put(shadow, 3, 3, "甲", PENS[0])
    assert shadow.update(Cursor(0, 0)) == ""
    assert shadow.update(Cursor(1, 0)) == "\x1b[C"


def test_synchronized_markers_only_around_more_than_a_little():
    shadow = Shadow(80, 24)
    shadow.synchronized = True
    assert shadow.update().count("\x1b[?2026") == 0
    put(shadow, 0, 0, "甲", PENS[0])
    assert "\x1b[?2026h" not in shadow.update(Cursor(2, 0))
    for y in range(19):
        put(shadow, 0, y, "资源质量总体情况与共享", PENS[1])
    data = shadow.update(Cursor(2, 0))
    assert data.startswith("\x1b[?2026h") and data.endswith("\x1b[?2026l")


@given(TEXTS, st.sampled_from(PENS))
def test_no_cell_holds_anything_a_terminal_obeys(text, pen):
    cells = cells_of(text, pen, cell_len)
    assert not set(HOSTILE) & set("".join(cell.text for cell in cells))
    assert [cell.width for cell in cells].count(2) == [cell.width for cell in cells].count(0)


@given(st.sampled_from(PENS), st.sampled_from(PENS))
def test_pens_change_into_each_other(first, second):
    code, reached = change_pen(first, second)
    assert reached == second
    assert (code == "") == (first == second)
    blank_code, kept = change_pen(first, second.for_blank())
    assert kept.serves(second.for_blank()) and len(blank_code) <= len(code)


@given(*[st.integers(0, 30)] * 4)
def test_every_way_of_moving_arrives(x, y, to_x, to_y):
    for known_x, known_y in ((x, y), (None, y), (None, None)):
        terminal = Emulator(31, 31)
        terminal.feed(f"\x1b[{y + 1};{x + 1}H" + move(known_x, known_y, to_x, to_y))
        assert terminal.cursor[:2] == (to_x, to_y)


def test_traits_by_the_name_of_the_terminal():
    assert Traits.of({"TERM": "xterm-256color"}) == Traits(True, True)
    assert Traits.of({"TERM": "linux"}) == Traits(True, True)
    assert Traits.of({"TERM": "screen-256color"}) == Traits(False, True)
    assert Traits.of({"TERM": "screen-256color", "TMUX": "x"}) == Traits(True, True)
    assert Traits.of({"TERM": "dumb"}) == Traits(False, False)
    assert Traits.of({"TERM": "screen-256color", "STY": "1.pts"}) == Traits(False, True, mouse=False)
    assert Traits.of({"TERM": "screen.xterm-256color"}) == Traits(False, True, mouse=False)
    assert Traits.of({"TERM": "screen", "STY": "1.pts", "TMUX": "x"}) == Traits(True, True)


@given(
    st.lists(st.text(st.sampled_from("中文字a1，（ "), max_size=34), min_size=3, max_size=14),
    st.lists(st.tuples(st.integers(0, 13), st.integers(0, 4), st.integers(0, 4)), max_size=5),
    st.lists(st.integers(0, 9), min_size=6, max_size=6),
    st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_rows_that_come_and_go_beside_another_pane(lines, edits, rows, coloured):
    """Rows move up and down in one pane, whatever else changes, and the pane beside it stays as it is."""
    shadow, terminal = Shadow(50, 11, Traits(erases_in_colour=coloured)), Emulator(50, 11)

    def paint(number: int) -> None:
        for y in range(10):
            put(shadow, 0, y, f"4.{y} 提纲", PENS[2])
            row = cells_of(lines[y] if y < len(lines) else "", PENS[number % 2], cell_len)[:36]
            shadow.put(12, y, [*row, *cells_of(" " * (36 - len(row)), PENS[0], cell_len)])
        put(shadow, 0, 10, f"{len(lines)} 行", PENS[1])
        terminal.feed(shadow.update(Cursor(12, rows[number])))
        assert terminal.rows() == drawn(shadow.wanted)
        assert terminal.cursor == (12, rows[number], True)

    paint(0)
    for number, (at, removed, added) in enumerate(edits):
        lines[at : at + removed] = [f"新的第{y}行" for y in range(added)]
        paint(0 if number % 2 else number)


def test_a_row_that_comes_in_costs_less_than_the_rows_below_it():
    def rows(first: int) -> list[str]:
        return [f"{y}、广州市岭南中药材科技资源库依托广州市某研究院建设，{y}" for y in range(first, first + 20)]

    shadow, terminal = Shadow(100, 24), Emulator(100, 24)
    for y, text in enumerate(rows(10)):
        put(shadow, 0, y, f"4.{y} 目录", PENS[2])
        put(shadow, 20, y, text, PENS[0])
    terminal.feed(shadow.update(Cursor(20, 5)))
    for change in (1, -2, 5):
        for y, text in enumerate(rows(10 + change)):
            put(shadow, 20, y, text, PENS[0])
        data = shadow.update(Cursor(20, 5))
        terminal.feed(data)
        assert terminal.rows() == drawn(shadow.wanted)
        assert len(data.encode()) < 20 * 30 + abs(change) * 100
