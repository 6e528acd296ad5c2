"""The forms that there are: read again when their file has changed, and only then."""

from __future__ import annotations

from pathlib import Path

from planui import resources
from planui.files.form_store import form_source, load_form


def test_a_form_file_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    built_in = Path(resources.forms_folder(), "gz-sti-repository-2020.toml").read_text(encoding="utf-8")
    form = tmp_path / "form.toml"
    form.write_text(built_in, encoding="utf-8")
    first = load_form("form.toml", str(tmp_path))
    assert load_form("form.toml", str(tmp_path)) is first
    assert 1000 in {section.limit for section in first.sections}
    changed = built_in.replace("limit = 1000", "limit = 50000")
    assert changed != built_in
    form.write_text(changed, encoding="utf-8")
    again = load_form("form.toml", str(tmp_path))
    assert 50000 in {section.limit for section in again.sections}
    assert form_source("form.toml", str(tmp_path)) == (str(form), changed)
