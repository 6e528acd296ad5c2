"""The first form, and the form format."""

from __future__ import annotations

import pytest

from planui import resources
from planui.files.form_store import form_ids, load_form
from planui.model.form_file import FormError, read_form

FORM = "gz-sti-repository-2020"


def text() -> str:
    with open(f"{resources.forms_folder()}/{FORM}.toml", encoding="utf-8") as file:
        return file.read()


def test_the_first_form_has_what_the_authority_issued() -> None:
    assert form_ids() == [FORM]
    form = load_form(FORM, ".")
    assert (form.label, form.title, form.issued) == ("附件5", "广州市科技资源库建设运行实施方案", "二〇二〇年八月")
    assert len(form.sections) == 40 and len(form.leaves) == 32
    assert len([field for field in form.fields if field.place == "cover"]) == 7
    assert len(form.notes) == 5
    assert [section.number for section in form.sections if section.limit] == ["1", "2"]
    assert form.section("6.4.5").guidance.count("主要描述") == 1
    assert len(form.table("schedule").periods) == 5


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('label = "附件5"', 'label = "附件5"\ncolour = 1', 7),
        ("limit = 1000", 'limit = "1000"', None),
        ('number = "2"', 'number = "1"', None),
        ('number = "2"', 'number = "two"', None),
        ('window = "planning"', 'window = "past"', None),
        ('place = "5"', 'place = "9"', None),
        ("format = 1", "format = 2", 3),
        ('id = "gz', "id = gz", 4),
        ('demands = ["proportion"]', 'demands = ["poetry"]', None),
    ],
)
def test_a_bad_form_says_where(old: str, new: str, line: int | None) -> None:
    assert old in text()
    bad = text().replace(old, new, 1)
    with pytest.raises(FormError) as caught:
        read_form(bad, "mine.toml")
    assert "mine.toml" in caught.value.words.zh and "行" in caught.value.words.zh
    if line is not None:
        assert f"line {line}," in caught.value.words.en
