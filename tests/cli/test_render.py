"""`planui render` around the page: limits, the older PDF, hostile pictures and outputs, fonts, reproducibility."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pypdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image

from planui.cli import apart, render_work, run
from planui.cli.apart import Apart, Limits
from planui.model.words import PlanuiError, Words
from planui.render import RenderError, RenderOptions, to_pdf
from planui.render.verify import verify
from tests.render.plans import FIELDS, ROOT, MemoryWorld, a_plan, the_form

OLDER = b"%PDF-1.4 an older one"


def a_file(folder: Path, text: str, name: str = "plan.toml") -> Path:
    lines = ["format = 1", 'form = "gz-sti-repository-2020"', "[fields]", "date = 2020-08-20"]
    lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in FIELDS.items()]
    lines += ['[sections."1"]', f"text = {json.dumps(text, ensure_ascii=False)}"]
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def empty_png(width: int, height: int) -> bytes:
    """A picture that says it has so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(bytes(1 + 3 * width) * min(height, 9))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


# -- the process of its own ------------------------------------------------------------------------------------------


def outcome(work: apart.Work, limits: Limits) -> str:
    with Apart(work, limits) as process, pytest.raises(PlanuiError) as caught:
        process.result(lambda _stage, _share: None)
    return caught.value.words.en


def hog(tell: apart.Tell) -> tuple[None, bytes]:
    tell("picture", 0.2)
    return None, bytes(400_000_000)


def hang(tell: apart.Tell) -> tuple[None, bytes]:
    tell("pages", 0.5)
    while True:
        pass


def refuse(_tell: apart.Tell) -> tuple[None, bytes]:
    raise PlanuiError(Words("不行", "no"))


def die(_tell: apart.Tell) -> tuple[None, bytes]:
    signal.raise_signal(signal.SIGUSR1)
    return None, b""


def connect(_tell: apart.Tell) -> tuple[str, bytes]:
    import socket

    try:
        socket.socket()
    except PermissionError as error:
        return str(error), b""
    return "connected", b""


def test_limits_end_in_a_clear_line() -> None:
    assert "200 MB of memory (preparing pictures)" in outcome(hog, Limits(200_000_000, 60))
    assert "1 seconds (laying out pages)" in outcome(hang, Limits(200_000_000, 1))
    assert outcome(refuse, Limits(200_000_000, 60)) == "no"
    assert "SIGUSR1" in outcome(die, Limits(200_000_000, 60))


def test_the_process_can_open_no_connection() -> None:
    with Apart(connect, Limits(200_000_000, 60)) as process:
        said, _ = process.result(lambda _stage, _share: None)
    assert "socket" in said


# -- the older PDF ---------------------------------------------------------------------------------------------------


def test_a_failed_render_leaves_the_older_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_file(tmp_path, "文字。")
    older = tmp_path / "plan.pdf"
    older.write_bytes(OLDER)

    def greedy(*_: object) -> bytes:
        return bytes(2 * render_work.LIMITS.memory)

    monkeypatch.setattr(render_work, "_rendered", greedy)
    assert run(["render", str(path)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "内存" in said

    def damaged(*_: object) -> render_work.Rendered:  # type: ignore[name-defined]
        made = to_pdf(a_plan({"1": "文字"}), the_form(), MemoryWorld(), RenderOptions())
        return made.__class__(made.pdf[:-2000], made.pages)

    monkeypatch.setattr(render_work, "_rendered", damaged)
    assert run(["render", str(path)]) == 2
    assert "核对" in capsys.readouterr().err
    assert older.read_bytes() == OLDER
    assert sorted(os.listdir(tmp_path)) == ["plan.pdf", "plan.toml"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_and_leaves_nothing_behind(tmp_path: Path, number: signal.Signals) -> None:
    path = a_file(tmp_path, "文字。" * 100_000)
    older = tmp_path / "plan.pdf"
    older.write_bytes(OLDER)
    cache = tmp_path / "cache"
    done = subprocess.Popen(
        [sys.executable, "-m", "planui", "render", str(path), "--progress"],
        stderr=subprocess.PIPE,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
    )
    assert done.stderr is not None
    assert b"html" in done.stderr.readline()
    done.send_signal(number)
    done.stderr.read()  # to the end: its child holds the stream, too
    assert done.wait() == 128 + number
    assert older.read_bytes() == OLDER
    assert sorted(os.listdir(tmp_path)) in (["cache", "plan.pdf", "plan.toml"], ["plan.pdf", "plan.toml"])
    assert not [file for file in cache.rglob("*") if file.suffix == ".tmp"]


def test_what_is_read_back_must_be_right() -> None:
    plan = a_plan({"1": "科技资源库收集、整理和保存岭南药材种质资源。"})
    made = to_pdf(plan, the_form(), MemoryWorld(), RenderOptions())
    texts = {section.heading: plan.text(section.number) for section in the_form().sections}
    verify(made.pdf, made.pages, made.outline, texts)
    locked = io.BytesIO()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made.pdf))
    writer.encrypt("", algorithm="RC4-128")
    writer.write(locked)
    faults = {
        "encrypted": (locked.getvalue(), made.pages, texts),
        "pages instead": (made.pdf, made.pages + 1, texts),
        "embedded": (made.pdf.replace(b"/FontFile2", b"/FontFileX"), made.pages, texts),
        "opened": (b"%PDF-1.4", made.pages, texts),
        "cannot be read": (made.pdf, made.pages, {**texts, the_form().sections[0].heading: "甲乙丙丁戊己庚辛壬癸子丑"}),
    }
    for words, (pdf, pages, expected) in faults.items():
        with pytest.raises(RenderError) as caught:
            verify(pdf, pages, made.outline, expected)
        assert words in caught.value.words.en


# -- where it is written ---------------------------------------------------------------------------------------------


def test_what_cannot_be_an_output_is_refused_and_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_file(tmp_path, "文字")
    before = path.read_bytes()
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "link.pdf").symlink_to("plan.toml")
    os.mkfifo(tmp_path / "pipe.pdf")
    os.link(path, tmp_path / "hard.pdf")
    (tmp_path / "notes.docx").write_bytes(b"PK notes")
    for name in ("folder.pdf", "link.pdf", "pipe.pdf", "hard.pdf", "notes.docx", "plan.toml", "none/x.pdf"):
        assert run(["render", str(path), "-o", str(tmp_path / name)]) == 2, name
        assert capsys.readouterr().err.count("\n") == 1, name
    assert run(["render", str(path), "-o", "/dev/null"]) == 2
    assert path.read_bytes() == before
    assert (tmp_path / "notes.docx").read_bytes() == b"PK notes"


def test_a_link_is_followed_to_the_older_pdf(tmp_path: Path) -> None:
    path = a_file(tmp_path, "文字")
    (tmp_path / "real.pdf").write_bytes(OLDER)
    (tmp_path / "plan.pdf").symlink_to("real.pdf")
    assert run(["render", str(path)]) == 0
    assert (tmp_path / "plan.pdf").is_symlink()
    assert len(pypdf.PdfReader(tmp_path / "real.pdf").pages) > 1


# -- pictures --------------------------------------------------------------------------------------------------------


def test_hostile_pictures_are_frames_and_notes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(empty_png(3, 3))
    (folder / "out.png").symlink_to(tmp_path / "secret.png")
    (folder / "up").symlink_to("..")
    (folder / "vector.svg").write_text('<svg><image href="file:///etc/passwd"/></svg>')
    (folder / "bomb.png").write_bytes(empty_png(9001, 9000))
    (folder / "larger.png").write_bytes(empty_png(20000, 10000))
    with (folder / "huge.png").open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.truncate(70_000_000)
    names = {
        "bomb.png": "太大",
        "larger.png": "太大",
        "huge.png": "太大",
        "vector.svg": "不是",
        "out.png": "不在",
        "up/secret.png": "不在",
        "../secret.png": "不在",
        "/etc/passwd": "不在",
        "file:///etc/passwd": "网址",
        "http://127.0.0.1:9/a.png": "网址",
        "//127.0.0.1/a.png": "网址",
        "data:image/png;base64,AAAA": "网址",
    }
    path = a_file(folder, "\n\n".join(f"![图]({name})" for name in names))
    assert run(["render", str(path), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert {note["path"]: note["action"] for note in report["pictures"]} == dict.fromkeys(names, "failed")
    for note in report["pictures"]:
        assert names[note["path"]] in note["reason"], note


def test_a_photograph_tells_nothing_of_who_took_it(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Photographer Name"
    Image.new("RGB", (64, 48), (9, 99, 9)).save(tmp_path / "a.jpg", exif=exif, comment=b"at home")
    assert b"Photographer" in (tmp_path / "a.jpg").read_bytes()
    path = a_file(tmp_path, "![图](a.jpg)")
    assert run(["render", str(path)]) == 0
    pdf = (tmp_path / "plan.pdf").read_bytes()
    assert b"Photographer" not in pdf
    assert b"at home" not in pdf
    picture = next(image for page in pypdf.PdfReader(io.BytesIO(pdf)).pages for image in page.images)
    assert picture.image is not None
    assert picture.image.size == (64, 48)


def test_what_cannot_fit_is_an_error_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = (ROOT / "src" / "planui" / "forms" / "gz-sti-repository-2020.toml").read_text(encoding="utf-8")
    (tmp_path / "form.toml").write_text(form.replace("max_bytes = 20_000_000", "max_bytes = 200_000"), encoding="utf-8")
    Image.effect_noise((900, 900), 200).convert("RGB").save(tmp_path / "a.jpg", quality=100)
    path = a_file(tmp_path, "![图](a.jpg)")
    path.write_text(path.read_text(encoding="utf-8").replace("gz-sti-repository-2020", "form.toml"), encoding="utf-8")
    assert run(["render", str(path)]) == 2
    said = capsys.readouterr().err
    assert "a.jpg" in said
    assert not (tmp_path / "plan.pdf").exists()


# -- fonts and dates -------------------------------------------------------------------------------------------------


def square_font(path: Path, chars: str, variable: bool = False, family: str = "Square") -> None:
    """A font whose characters are squares."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 700), (700, 700), (700, 0)):
        pen.lineTo(point)
    pen.closePath()
    names = [".notdef", *(f"g{number}" for number in range(len(chars)))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): f"g{number}" for number, char in enumerate(chars)})
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    if variable:
        builder.setupFvar([("wght", 100, 100, 900, "Weight")], [])
    builder.setupPost()
    builder.save(path)


@pytest.mark.parametrize("variable", [False, True])
def test_own_fonts_are_used_and_what_they_lack_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], variable: bool
) -> None:
    square_font(tmp_path / "square.ttf", "资源", variable)
    path = a_file(tmp_path, "资源库")
    own = f"body={tmp_path / 'square.ttf'}"
    assert run(["render", str(path), "--font", own, "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert any("square" in font for font in report["fonts"])
    lacking = {glyph["char"]: glyph for glyph in report["missing_glyphs"]}
    assert lacking["库"] == {"char": "库", "section": "1", "font": "NotoSerifSC"}
    assert not {"资", "源"} & set(lacking)


def test_of_a_collection_the_face_for_simplified_chinese_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from fontTools.ttLib import TTCollection, TTFont

    square_font(tmp_path / "jp.ttf", "资", family="Square JP")
    square_font(tmp_path / "sc.ttf", "资源", family="Square SC")
    collection = TTCollection()
    collection.fonts = [TTFont(tmp_path / name) for name in ("jp.ttf", "sc.ttf")]
    collection.save(tmp_path / "square.ttc")
    path = a_file(tmp_path, "资源")
    assert run(["render", str(path), "--font", f"body={tmp_path / 'square.ttc'}", "--format", "json"]) == 0
    assert "源" not in {glyph["char"] for glyph in json.loads(capsys.readouterr().out)["missing_glyphs"]}
    whole = (tmp_path / "square.ttc").read_bytes()
    for size in (40, len(whole) // 2, len(whole) * 9 // 10):
        (tmp_path / "square.ttc").write_bytes(whole[:size])
        assert run(["render", str(path), "--font", f"body={tmp_path / 'square.ttc'}"]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_what_is_no_font_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_file(tmp_path, "文字")
    (tmp_path / "head.ttf").write_bytes(b"\0\1\0\0" + bytes(100))
    for font in ("bdy=a.ttf", "body", "body=", f"body={tmp_path}/none.ttf", f"heading={path}", f"code={tmp_path}"):
        assert run(["render", str(path), "--font", font]) == 2, font
        assert capsys.readouterr().err.count("\n") == 1, font
    assert run(["render", str(path), "--font", f"body={tmp_path}/head.ttf"]) == 2
    assert not (tmp_path / "plan.pdf").exists()


def test_a_build_date_that_is_none_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_file(tmp_path, "文字")
    for value in ("abc", "-1", "1.5", "9" * 5000, "253402300800"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
        assert run(["render", str(path)]) == 2
        assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "253402300799")
    assert run(["render", str(path)]) == 0
    assert b"D:99991231235959" in (tmp_path / "plan.pdf").read_bytes()


def test_the_bytes_do_not_depend_on_where_and_when(sample: Path, tmp_path: Path) -> None:
    made = []
    for number, lang in enumerate(("zh", "en")):
        folder = tmp_path / f"somebody{number}"
        shutil.copytree(sample.parent, folder)
        environment = {
            **os.environ,
            "PYTHONHASHSEED": str(number),
            "TMPDIR": str(folder),
            "HOME": str(folder),
            "XDG_CACHE_HOME": str(folder / "cache") if number else os.environ["XDG_CACHE_HOME"],
            "TZ": ("Asia/Shanghai", "America/New_York")[number],
        }
        command = [sys.executable, "-m", "planui", "render", "plan.toml", "--lang", lang]
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
        made.append((folder / "plan.pdf").read_bytes())
    assert made[0] == made[1]
    assert b"somebody" not in made[0]
    assert str(tmp_path).encode() not in made[0]


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing(sample: Path) -> None:
    assert run(["render", str(sample)]) == 0
    done = subprocess.run(
        ["qpdf", "--check", str(sample.with_suffix(".pdf"))], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
