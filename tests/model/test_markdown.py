"""The words of a Markdown text know where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planui.model.markdown import read_prose

PIECES = st.sampled_from(
    [
        "正文",
        "12",
        "**",
        "*",
        "_",
        "__",
        "`",
        "```",
        "\n",
        "\n\n",
        "# ",
        "- ",
        "1. ",
        "> ",
        "|",
        "|---|---|",
        "![",
        "](",
        ")",
        "[",
        "]",
        "a.png",
        ' "题"',
        "\\",
        "\\|",
        "~~",
        "[^1]",
        "[^1]: ",
        "<https://a.b>",
        " ",
        "----",
        "==",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_every_word_character_maps_to_itself(text: str) -> None:
    prose = read_prose(text)
    for index, char in enumerate(prose.text):
        if char not in "\n\t":
            assert text[prose.raw(index)] == char
    for picture in prose.pictures:
        assert text[picture.path_start : picture.path_end] == picture.path
        assert text[picture.start : picture.end].startswith("![")


def test_table_cells_are_told_apart() -> None:
    prose = read_prose("前\n\n| 甲 | `a|b` |\n|--|--|\n| 1 \\| 2 | 3 |\n| 4 |\n\n后")
    (table,) = prose.tables
    assert table.columns == 2
    assert [len(row.cells) for row in (table.head, *table.rows)] == [2, 2, 1]
    assert prose.text == "前\n\n甲\ta|b\n1 | 2\t3\n4\n\n后"
