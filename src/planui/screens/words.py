"""The words that screens say, in both languages."""

from __future__ import annotations

from planui.model.words import Words

SAVED = Words("已保存", "saved")
UNSAVED = Words("● 未保存", "● unsaved")
GONE = Words("● 文件已不在，保存会重写", "● file gone, saving rewrites it")
READ_ONLY = Words("只读", "read-only")
NEW_PLAN = Words("新计划，尚未写入磁盘", "a new plan, not yet on the disk")
SAVING_DONE = Words("已保存 {0}", "saved {0}")
NOTHING_TO_UNDO = Words("没有可以撤销的了", "nothing to undo")
NOTHING_TO_REDO = Words("没有可以重做的了", "nothing to redo")
NO_FINDINGS = Words("没有发现问题", "no findings")
NO_FIX = Words("光标处没有可以自动修正的问题", "no finding under the cursor has a fix")
FIXED = Words("已修正：{0}", "fixed: {0}")
FINDINGS_HERE = Words("本节", "this section")
FINDINGS_ELSEWHERE = Words("其他", "elsewhere")
OUTLINE = Words("目录", "Outline")
FINDINGS = Words("问题", "Findings")
CHARS = Words("{0} 字", "{0} 字")
CHARS_LIMIT = Words("{0}/{1} 字", "{0}/{1} 字")
POSITION = Words("行 {0:<2} 列 {1:<2}", "row {0:<2} col {1:<2}")
COUNTS = Words("错误 {0}  警告 {1}  提示 {2}", "{0} errors  {1} warnings  {2} infos")
NO_GUIDANCE = Words("表单对本节没有另外的说明", "the form says nothing more on this section")
QUIT_QUESTION = Words("有未保存的内容。退出前：", "There is unsaved work. Before leaving:")
QUIT_SAVE = Words("保存并退出 (S)", "Save and quit (S)")
QUIT_DISCARD = Words("不保存，退出 (D)", "Discard and quit (D)")
QUIT_STAY = Words("留下继续编辑 (Esc)", "Stay (Esc)")
GO_TO = Words("转到：输入编号、标题或拼音（首字母也行）", "Go to: number, title or pinyin")
PALETTE = Words("命令：输入名称或拼音（首字母也行）", "Command: its name or pinyin")
NO_COMMAND = Words("没有这样的命令", "no such command")
NO_SECTION = Words("没有这样的节", "no such section")
FIND = Words("查找", "Find")
REPLACE_BY = Words("替换为", "Replace by")
FIND_HINT = Words(
    "Enter 转到  ↑↓ 选择  F2 范围{0}  F3 方式{1}  Esc 关闭",
    "Enter go  ↑↓ choose  F2 scope {0}  F3 mode {1}  Esc close",
)
REPLACE_HINT = Words(
    "F7 换此处  F4 跳过  F8 全换  Enter 转到  F2{0} F3{1}  Esc 关闭",
    "F7 this  F4 skip  F8 all  Enter go  F2 {0} F3 {1}  Esc close",
)
SKIPPED = Words("，跳过 {0} 处", ", {0} skipped")
REPLACE = Words("替换", "Replace")
MATCH_OF = Words("“{0}”第 {1}/{2} 处", "{0!r}: {1} of {2}")
NO_SEARCH = Words("还没有查找过：先按 {0}", "nothing was looked for yet: {0} first")
SCOPE_SECTION = Words("[本节]", "[section]")
SCOPE_PLAN = Words("[全文]", "[whole plan]")
REGEX_ON = Words("[正则]", "[regex]")
REGEX_OFF = Words("[原文]", "[literal]")
FOUND = Words("{0} 处，在 {1} 节里", "{0} found in {1} section(s)")
ELSEWHERE = Words("；另有 {0} 处在封面栏目或表格里，要到那里改", "; {0} more in fields or grids, to be changed there")
REPLACED = Words("替换了 {0} 处", "{0} replaced")
FIELDS = Words("封面栏目", "The cover's fields")
FIELDS_HINT = Words("Tab/↓ 下一栏  ⇧Tab/↑ 上一栏  Esc 返回", "Tab/↓ next  ⇧Tab/↑ previous  Esc back")
CELL_HINT = Words("Enter 确定  Tab 确定并到右边一格  Esc 取消", "Enter accept  Tab accept, and on  Esc cancel")
CELL_TEXT_HINT = Words("Esc 返回（改动已在计划里）", "Esc back (changes are in the plan already)")
NOT_A_NUMBER = Words("“{0}”不是数", "{0!r} is no number")
DIFFERENCE = Words("差{0}", "off {0}")
SUM = Words("合计", "Sum")
YEARS = Words("年度", "Years")
RENDERING = Words("正在生成 PDF：{0}（再按一次 F5 停止）", "rendering: {0} (F5 again stops it)")
RENDERED = Words(
    "PDF 已生成：{0}（{1} 页，{2} kB；F12 Tab 看页）", "PDF written: {0} ({1} pages, {2} kB; F12 Tab shows it)"
)
RENDER_FAILED = Words("没有生成 PDF：{0}", "no PDF: {0}")
RENDER_PROGRESS = Words("正在生成 PDF：{0}%（再按一次 F5 停止）", "rendering: {0}% (F5 again stops it)")
RENDER_STOPPED = Words("已停止生成 PDF，原来的 PDF 没有动", "rendering stopped; an older PDF is as it was")
NO_EDITOR = Words(
    "没有设置 $VISUAL 或 $EDITOR，也没有找到 vi", "neither $VISUAL nor $EDITOR is set, and there is no vi"
)
EDITOR_FAILED = Words("外部编辑器没有正常结束（{0}），本节未改", "the editor failed ({0}); the section is unchanged")
SAVE_AS = Words("另存为：", "Save as:")
HELP_TITLE = Words("帮助", "Help")
HELP_CLOSE = Words("Esc 返回", "Esc back")
HELP_SIGNS = Words("^ 即 Ctrl  M- 即 Alt  ⇧ 即 Shift", "^ Ctrl  M- Alt  ⇧ Shift")
UPDATED_BY = Words("{0} 由 {1} 更新", "{0} updated by {1}")
ANOTHER_PROGRAM = Words("别的程序", "another program")
OUTSIDE = Words("封面", "cover")
COMMA = Words("、", ", ")
AND_MORE = Words("{0} 等 {1} 处", "{0} and more, {1} in all,")
CONFLICTS_LEFT = Words("；有 {0} 处冲突，{1} 并排取舍", "; {0} conflict(s): {1} settles them")
SOMEBODY_HERE = Words("{0} 也在编辑这份计划 {1}", "{0} is editing this plan, too: {1}")
FILE_GONE = Words(
    "{0} 被删除或移走了；这里的内容都在，保存时会重新写入",
    "{0} was deleted or moved away; all is still here, and saving writes it anew",
)
START_RECENT = Words("最近的计划", "Recent plans")
START_NEW = Words("新建计划…", "New plan…")
START_SAMPLE = Words("试用示例计划", "Try the sample plan")
START_TITLE = Words("planui：申报方案编写", "planui: project plans")
NEW_PATH = Words("新计划的文件名：", "File of the new plan:")
GRID_KEYS = Words("表格", "In a grid")
TEXT_KEYS = Words("正文", "In the text")
EVERYWHERE = Words("随处", "Everywhere")
UNSAVED_FOUND = Words("上次没有保存的内容（{0}，{1} 处改动）", "unsaved work of {0}, {1} edit(s)")
UNSAVED_HINT = Words(
    "T 取回所选  空格 选/不选这一节  A 全选/全不选  D 丢弃  Esc 以后再说",
    "T take the chosen  Space choose  A all/none  D drop  Esc later",
)
UNSAVED_NONE_CHOSEN = Words("一节也没有选：空格选一节，A 全选", "nothing is chosen: Space chooses, A all")
KILLED = Words("未保存", "unsaved")
UNSAVED_TAKEN = Words("已取回没有保存的内容；Ctrl+S 保存，Ctrl+Z 可撤销", "taken back: Ctrl+S saves, Ctrl+Z undoes")
FIX_BY = Words("（{0} 修正）", " ({0} mends it)")
FIXABLE = Words("可修正", "fix")
PASTED = Words("填了 {0} 格；Ctrl+Z 一次撤销", "{0} cells filled; one Ctrl+Z takes them back")
PASTE_REFUSED = Words(
    "填了 {0} 格，{1} 格不合所在的列，没有填：{2}", "{0} cells filled, {1} do not fit their column, left out: {2}"
)
SAVED_MERGED = Words(
    "已保存 {0}（别的程序的改动已合并进来）", "saved {0}, with what another program had written merged in"
)
NEW_FILE = Words("新文件：{0} 还不存在，保存时写入", "a new file: {0} is not there yet, saving writes it")
NOTHING_FOUND = Words("没有找到", "nothing found")
NO_PLACE_BEHIND = Words("前面没有去过别处", "nowhere to go back to")
NO_PLACE_AHEAD = Words("后面没有去过别处", "nowhere to go forward to")
TABLE = Words("表格", "Table")
TABLE_SIZE = Words("{0} 行 {1} 列，第一行是表头", "{0} rows, {1} columns; the first row is the head")
TABLE_HINT = Words(
    "Enter 编辑  ^N ^D 加减行  M-n M-d 加减列  M-方向 移动  Esc 返回",
    "Enter edit  ^N ^D rows  M-n M-d columns  M-arrows move  Esc back",
)
READ_ONLY_HERE = Words("只读：没有改", "read-only: nothing was changed")
NOT_EDITABLE = Words("这一格不能改", "this cell is not edited")
NOT_REMOVED = Words(
    "这个值不是单独一行写的，请用 F9 或别的编辑器删", "this value has no line of its own: remove it in an editor"
)
YEARS_IN_ORDER = Words(
    "年度要从第一年起依次填，清空从最后一年起", "years are filled from the first on, and cleared from the last"
)
NONE_OF_KIND = Words("没有这一类：{0}", "none of this kind: {0}")
KIND_SHOWN = Words("问题栏和 F8 只看：{0}（{1} 个）", "shown, and walked by F8: {0} ({1})")
WRITTEN_AS = Words("记作 {0}", "written as {0}")
NOT_FILLED = Words("还没填", "blank")
NO_DATE_YET = Words("还不是一个日期", "no date yet")
EXPECTED_NAME = Words("应当是 {0}", "one of {1}")
EXPECTED = {
    "phone": Words("手机号，或带区号的座机：020-87654321", "a mobile, or a land line with its area code: 020-87654321"),
    "email": Words("如 name@example.cn", "like name@example.cn"),
    "date": Words("如 2020-08-20，也可以键入 2020年8月20日", "like 2020-08-20; 2020年8月20日 may be typed, too"),
    "address": Words("写到县（区）、街（路）、门牌号", "down to district, street and door number"),
}
EXPECTED_TEXT = Words("照实填写，不能空缺", "as it is; it must not stay blank")
READ_ONLY_TYPED = Words(
    "这份计划是只读打开的，不能改；Ctrl+P“另存为”可另写一份", "opened read-only; Save as (Ctrl+P) writes another file"
)
NO_PROGRAM = Words(
    "没有这个程序，或不能运行：{0}（来自 ${1}）", "there is no such program, or it cannot be run: {0} (from ${1})"
)
BAD_EDITOR = Words("${0} 的引号不配对：{1}", "the quotes of ${0} do not pair: {1}")
PANE_KEYS = {
    "outline": (
        ("Enter", Words("打开", "Open")),
        ("←→", Words("折叠", "Fold")),
        ("a–z", Words("键入即筛选", "Type to filter")),
    ),
    "findings": (("Enter", Words("转到", "Go there")), ("←→", Words("换种类", "Kind"))),
}
"""The keys of the panes that have no commands of their own: shown in the footer."""
CONFLICTS_UNSETTLED = Words("还有 {0} 处冲突没有取舍，按 {1}", "{0} conflict(s) left: {1} settles them")
SAVED_UNSETTLED = Words("已保存；{0} 处冲突还标在正文中，按 {1}", "saved; {0} conflict(s) are still marked: {1}")
CONFLICTS_LEFT_NOW = Words("已取舍；还有 {0} 处", "settled; {0} left")
ALL_SETTLED = Words("冲突都已取舍；Ctrl+Z 可撤销", "all conflicts are settled; Ctrl+Z undoes")
NO_CONFLICTS = Words("没有冲突", "no conflicts")
CONFLICT_TITLE = Words("冲突 {0}/{1}：{2}", "Conflict {0}/{1}: {2}")
CONFLICT_HINT = Words(
    "1 取左边  2 取右边  3 都要  4 改写  N/P 下一处/上一处  ^Z 撤销  Esc 返回",
    "1 left  2 right  3 both  4 edit  N/P next/previous  ^Z undo  Esc back",
)
CONFLICT_EDIT = Words("改写成一段", "One text of both")
CONFLICT_EDIT_HINT = Words("改好后按 Esc；没有改动则不取舍", "Esc when done; unchanged, nothing is settled")
MINE = Words("我的", "mine")
THEIRS = Words("对方的", "theirs")
NOTHING_THERE = Words("（删去）", "(deleted)")
HISTORY_TITLE = Words("历史版本：{0}", "Versions of {0}")
HISTORY_HINT = Words(
    "↑↓ 选版本  Enter 取回  F6 看差异  Esc 返回", "↑↓ choose  Enter bring back  F6 difference  Esc back"
)
HISTORY_WAIT = Words("正在读取……", "reading …")
HISTORY_NONE = Words("还没有历史版本：每次保存都会留下一个", "no versions yet: each save keeps one")
HISTORY_SAME = Words("与现在的内容相同", "the same as now")
HISTORY_CHANGE = Words("取回会带来的改动", "what bringing it back changes")
BROUGHT_BACK = Words("已取回 {0} 的这个版本；Ctrl+Z 可撤销", "that version of {0} is back; Ctrl+Z undoes")
START_TOUR = Words("60 秒上手（用示例计划）", "A tour of 60 seconds, on the sample plan")
THEME = Words("配色", "Theme")
THEMES = {"dark": Words("深色", "dark"), "light": Words("浅色", "light"), "contrast": Words("高对比", "high contrast")}
THEME_NOW = Words("配色：{0}，下次打开也用它", "theme: {0}, the next time, too")
THEME_FIXED = Words("下次打开仍用设置文件里的 {0}", "the next time it is {0} again, as your settings say")
HELP_KEYS = Words('键位可改：{0} 的 [keys] 里写 命令 = "键"', 'Your own keys: {0}, [keys], command = "key"')
PREVIEW_HINT = Words("↑↓ PgDn 翻看  Tab PDF 的页  Esc 返回", "↑↓ PgDn scroll  Tab the PDF's page  Esc back")
PAGE_HINT = Words(
    "←→ 前后页  ↑↓ 翻看  P 看图  Tab 本节  Esc 返回", "←→ pages  ↑↓ scroll  P picture  Tab the section  Esc back"
)
NO_PDF_YET = Words("还没有 PDF：先按 F5 生成", "there is no PDF yet: F5 makes it")
PAGE_OF = Words("  第 {0}/{1} 页，{2} 生成", "  page {0} of {1}, made {2}")
NO_PICTURES = Words(
    '没听说这个终端能显示图片；能的话在设置文件里写 pictures = "kitty" 或 "sixel"',
    'this terminal is not known to show pictures; if it does: pictures = "kitty" or "sixel" in your settings',
)
ANY_KEY = Words("按任意键返回", "any key goes back")
SEARCHED_AGAIN = Words(
    "内容刚被别人改过，已重新查找；请看过再替换", "somebody else changed the plan: searched anew, look again"
)
TABLE_CHANGED = Words(
    "这个表格刚被别人改过，没有写入；请再打开一次", "somebody else changed this table: not written, open it again"
)
START_PROGRESS = Words("已写 {0}/{1} 节", "{0} of {1} sections")
