"""Files that are not UTF-8: what they seem to be is said, with the command that converts them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from planui.cli import run
from planui.files.reading import seeming_encoding


@pytest.mark.parametrize(("encoding", "name"), [("gb18030", "GB18030"), ("gbk", "GB18030"), ("utf-16", "UTF-16")])
def test_an_older_encoding_is_named(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str, name: str
) -> None:
    text = sample.read_text(encoding="utf-8").replace("\u2212", "-")
    old, new = tmp_path / "old plan.toml", tmp_path / "new.toml"
    old.write_bytes(text.encode(encoding, "ignore"))
    assert run(["check", str(old), "--lang", "zh"]) == 1
    said = capsys.readouterr().out
    assert "\ufffd" not in said and name in said and "\n     1 | # 广州市" in said
    command = f"iconv -f {name} -t UTF-8 '{old}'"
    assert command in said
    new.write_bytes(subprocess.run(command, shell=True, check=True, capture_output=True).stdout)
    assert seeming_encoding(new.read_bytes().decode().encode(encoding)) == name
    assert run(["render", str(old), "--lang", "zh"]) == 2
    assert name in capsys.readouterr().err


def test_other_bytes_are_not_guessed_at() -> None:
    for data in (bytes(range(256)) * 4, "é café à la".encode("latin-1"), b"a\xff\xffb", b"\x80"):
        assert seeming_encoding(data) == ""
    assert seeming_encoding("建設運行實施方案，資源保存的範圍與規模。".encode("big5")) == "BIG5"
