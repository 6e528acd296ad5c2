"""Q302: a share or proportion is asked for and none is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import WARNING, Finding, Place
from planui.model.words import Words
from planui.rules.contents import says_nothing
from planui.rules.figures import has_proportion
from planui.rules.placeholders import holds_open_figure
from planui.rules.rule import SECTION, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form
    from planui.model.view import SectionView

_MESSAGE = Words(
    "“{1}”没有写明提示语要求的占比或比例，请给出一个（如 35%、三分之一、六成、1∶3）",
    "“{1}” gives no share or proportion, which its guidance asks for (35%, 三分之一, 六成, 1:3)",
)


def check(view: SectionView, form: Form) -> Iterator[Finding]:
    """A proportion in any form will do."""
    if "proportion" not in view.form.demands or says_nothing(view):
        return
    texts = [passage.text for passage in view.passages]
    if not any(has_proportion(text) for text in texts) and not any(holds_open_figure(text) for text in texts):
        yield Finding(Place("text", view.number), _MESSAGE.format(view.number, view.form.title))


RULE = Rule(
    id="Q302",
    name="no-proportion",
    severity=WARNING,
    scope=SECTION,
    summary=Words("提示语要求占比或比例，正文没有给出", "a share or proportion is asked for and none is given"),
    why=Words(
        "4.1.1 要“占比”，4.1.4、4.2.3、4.4.2 要“比例”；%、三分之一、六成、1∶3 都算。",
        "4.1.1, 4.1.4, 4.2.3 and 4.4.2 of the form ask for a share or proportion; 35%, 三分之一, 六成, 1:3 all count.",
    ),
    fails='[sections."4.4.2"]\ntext = """\n近三年服务用户158家，多数来自参加单位之外。\n"""\n',
    passes='[sections."4.4.2"]\ntext = """\n近三年服务用户158家，八成五来自参加单位之外。\n"""\n',
    check=check,
)
