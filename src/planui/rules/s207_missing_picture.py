"""S207: a picture that cannot be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Finding
from planui.model.words import Words
from planui.rules.rule import PICTURE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.view import Pictures, SectionView

_MESSAGE = Words("图片“{0}”印不出来：{1}", "the picture {0!r} cannot be printed: {1}")


def check(view: SectionView, pictures: Pictures) -> Iterator[Finding]:
    """Each picture that a text names, at its path."""
    for passage in view.pictured:
        for picture in passage.prose.pictures:
            why = pictures.fault(picture.path)
            if why is not None:
                shown = picture.path[:80]
                words = Words(_MESSAGE.zh.format(shown, why.zh), _MESSAGE.en.format(shown, why.en))
                yield Finding(passage.at_raw(picture.path_start, picture.path_end), words)


RULE = Rule(
    id="S207",
    name="missing-picture",
    severity=ERROR,
    scope=PICTURE,
    summary=Words(
        "图片不存在、不在方案的文件夹里、是网址，或读不出来",
        "a picture that is not there, is outside the plan's folder, is a URL, or cannot be read",
    ),
    why=Words(
        "PDF 里的图片都取自方案所在的文件夹，不从网上下载；取不到的图片印不出来。",
        "The PDF takes its pictures from the plan's folder and downloads none; what is not there is not printed.",
    ),
    fails='[sections."4.5.4"]\ntext = """\n本库保藏条件稳定。\n\n![库房](figures/no-such.png "图1 库房")\n"""\n',
    passes='[sections."4.5.4"]\ntext = """\n本库保藏条件稳定，标本来源清楚，图片写作 `![库房](库房.png)`。\n"""\n',
    check=check,
)
