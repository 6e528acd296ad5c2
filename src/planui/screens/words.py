"""The words that screens say, in both languages."""

from __future__ import annotations

from planui.model.words import Words

SAVED = Words("已保存", "saved")
UNSAVED = Words("● 未保存", "● unsaved")
GONE = Words("● 文件已不在，保存会重写", "● file gone, saving rewrites it")
READ_ONLY = Words("只读", "read-only")
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
PALETTE = Words("命令：输入名称或拼音（首字母也行）", "Command: its name or pinyin")
NO_COMMAND = Words("没有这样的命令", "no such command")
NO_SECTION = Words("没有这样的节", "no such section")
FIELDS = Words("封面栏目", "The cover's fields")
RENDER_STOPPED = Words("已停止生成 PDF，原来的 PDF 没有动", "rendering stopped; an older PDF is as it was")
SAVE_AS = Words("另存为：", "Save as:")
ANOTHER_PROGRAM = Words("别的程序", "another program")
OUTSIDE = Words("封面", "cover")
FIX_BY = Words("（{0} 修正）", " ({0} mends it)")
FIXABLE = Words("可修正", "fix")
SAVED_MERGED = Words(
    "已保存 {0}（别的程序的改动已合并进来）", "saved {0}, with what another program had written merged in"
)
NEW_FILE = Words("新文件：{0} 还不存在，保存时写入", "a new file: {0} is not there yet, saving writes it")
NO_PLACE_BEHIND = Words("前面没有去过别处", "nowhere to go back to")
NO_PLACE_AHEAD = Words("后面没有去过别处", "nowhere to go forward to")
READ_ONLY_HERE = Words("只读：没有改", "read-only: nothing was changed")
NONE_OF_KIND = Words("没有这一类：{0}", "none of this kind: {0}")
KIND_SHOWN = Words("问题栏和 F8 只看：{0}（{1} 个）", "shown, and walked by F8: {0} ({1})")
READ_ONLY_TYPED = Words(
    "这份计划是只读打开的，不能改；Ctrl+P“另存为”可另写一份", "opened read-only; Save as (Ctrl+P) writes another file"
)
CONFLICTS_UNSETTLED = Words("还有 {0} 处冲突没有取舍，按 {1}", "{0} conflict(s) left: {1} settles them")
SAVED_UNSETTLED = Words("已保存；{0} 处冲突还标在正文中，按 {1}", "saved; {0} conflict(s) are still marked: {1}")
