"""The TOML reader: the values of tomllib, and the place of each."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planui.model.toml import parse
from planui.model.toml_nodes import Node, TomlError
from planui.model.toml_strings import read_string
from planui.model.toml_write import quote_block
from tests.conftest import CORPUS


def value(node: Node) -> Any:
    if node.kind in ("table", "inline"):
        return {key: value(item) for key, item in node.value.items()}
    if node.kind in ("array", "tables"):
        return [value(item) for item in node.value]
    return node.value


def read(text: str) -> Any:
    try:
        return value(parse(text))
    except TomlError as error:
        assert 0 <= error.offset <= len(text)
        return "refused"


def theirs(text: str) -> Any:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return "refused"


PIECES = st.sampled_from(
    [
        "a", "b", "a.b", '"a b"', "''", "[", "]", "[[", "]]", "{", "}", "=", ",", ".", "\n", "\r\n", " ", "\t", "# c",
        "1", "-0", "01", "1_0", "1__0", "0x1F", "1.5", "1e5", ".5", "inf", "nan", "true", "2020-08-20",
        "2020-02-30", "07:32:00.5", "2020-08-20T10:00:00Z", '"x"', "'x'", '"""', "'''", '"', "'", "\\", "\\n",
        "\\u4e2d", "\\U0010FFFF", "\\uD800", "\\e", "中文", "\r", "\x01", "\x7f",
    ]
)  # fmt: skip
LINES = st.sampled_from(
    [
        "a = 1", "b = 2", "a.b = 1", "a.c = 2", "[a]", "[a.b]", "[b]", "[[a]]", "[[a.b]]", "[a.b.c]", "b.c = 1",
        "a = {}", "a = {b = 1, c.d = 2}", "a = [1, [2], {x = 3}]", "b = [\n1, # c\n2,]", 'a = """x\ny"""',
        'c = """\\\n   z"""', "a = '''x'''", 'd = "\\t\\""', "e = 1979-05-27 07:32:00", "x = ''''''", 'y = """a"" """',
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
@example('a = """x"""""')
@example("a = '''x'''''")
@example("[a.b.c]\n[a]\nb.x = 1")
def test_pieces_read_as_tomllib_reads_them(text: str) -> None:
    assert repr(read(text)) == repr(theirs(text))


@given(st.lists(LINES, max_size=7).map("\n".join))
def test_statements_read_as_tomllib_reads_them(text: str) -> None:
    assert repr(read(text)) == repr(theirs(text))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(TEXTS, st.sampled_from(['"""', '"']))
def test_every_character_of_a_string_knows_where_it_stands(text: str, quotes: str) -> None:
    import tomlkit

    written = tomlkit.string(text, multiline=quotes == '"""').as_string()
    source = f"# 注\nkey = {written}\n"
    if theirs(source) == "refused":
        return
    node = parse(source).value["key"]
    assert node.value == tomllib.loads(source)["key"]
    for index, char in enumerate(node.value):
        start, end = node.source_span(index, index + 1)
        piece = source[start:end]
        assert piece == char or piece.startswith("\\") or piece == "\r\n"
        assert node.value_offset(start) == index


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.parent.name)
def test_real_plans_read_as_tomllib_reads_them(path) -> None:
    text = path.read_text(encoding="utf-8")
    assert value(parse(text)) == tomllib.loads(text)
    assert value(parse(text.replace("\n", "\r\n"))) == tomllib.loads(text)


@pytest.mark.parametrize(
    "bomb",
    [
        "a = " + "[" * 100_000,
        "a = " + "{a=" * 10_000,
        ".".join("a" * 50_000) + " = 1",
        "[" + ".".join("a" * 9_000) + "]",
    ],
    ids=["arrays", "tables", "dotted key", "dotted header"],
)
def test_what_makes_other_readers_slow_is_refused_at_once(bomb: str) -> None:
    with pytest.raises(TomlError):
        parse(bomb)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = [1, 2\n\n[b]\nc = 1\n", "\n\n[b]"),  # the bracket should stand behind the 2, not at the next header
        ("a = [1, 2 # two\n]x\n", "x"),
        ("a = [1 2]\n", "2]"),
    ],
)
def test_a_bracket_that_is_missing_is_told_where_it_should_stand(text: str, told: str) -> None:
    with pytest.raises(TomlError) as raised:
        parse(text)
    assert text[raised.value.offset :].startswith(told)


@settings(deadline=None)
@given(text=st.text(st.sampled_from('"\\\n中a\r\t\x00'), max_size=12), newline=st.sampled_from(["\n", "\r\n"]))
@example(text='"""', newline="\n")
@example(text='a""""""', newline="\n")
@example(text='\\"""', newline="\n")
def test_a_block_means_the_text_that_it_was_made_of(text: str, newline: str) -> None:
    block = quote_block(text, newline)
    assert tomllib.loads(f"text = {block}\n")["text"] == text
    assert read_string(block, 0).end == len(block)
