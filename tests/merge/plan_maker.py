"""Random plans, and random edits of them, in which every sentence, name and comment stands once."""

from __future__ import annotations

import copy
from itertools import count
from random import Random

from planui.model.toml_write import quote

NUMBERS = ("1", "2", "4.1.1", "4.1.2", "6.2.1", "6.3", "6.4.5")


class Maker:
    """Makes plans as data and edits them. `words` are unique texts."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.numbers = count(1)

    def word(self, kind: str = "句") -> str:
        # The marks keep one from being found inside another.
        spice = self.random.choice(["", "", "", '"引"', "\\路", "“引”", "'单'", "\t", "😀"])
        return f"{kind}〔{next(self.numbers)}〕{spice}"

    def sentence(self) -> str:
        return self.word() + self.random.choice("。。。！；？")

    def paragraph(self) -> list[str]:
        return [self.sentence() for _ in range(self.random.randint(1, 4))]

    def row(self, grid: str) -> dict:
        if grid == "schedule":
            return {"period": self.word("期"), "content": [self.paragraph()], "notes": {}}
        years = [self.random.randint(1, 99) for _ in range(5)]
        return {"name": self.word("指标"), "unit": "份", "target": sum(years), "years": years, "notes": {}}

    def section(self, number: str) -> dict:
        grid = {"6.3": "schedule", "6.2.1": "indicators"}.get(number, "")
        return {
            "text": [self.paragraph() for _ in range(self.random.randint(0, 4))],
            "grid": grid,
            "rows": [self.row(grid) for _ in range(self.random.randint(0, 3))] if grid else [],
            "note": self.word("注") if self.random.random() < 0.4 else "",
        }

    def plan(self) -> dict:
        share = self.random.choice([0.2, 0.5, 0.8])
        some = [number for number in NUMBERS if self.random.random() < share]
        return {
            "head": [self.word("头") for _ in range(self.random.randint(0, 2))],
            "fields": {key: self.word("值") for key in ("name", "host", "leader") if self.random.random() < 0.8},
            "sections": {number: self.section(number) for number in some},
            "ignore": [self.word("因") for _ in range(self.random.randint(0, 1))],
            "quotes": '"""',
        }

    def edited(self, plan: dict, edits: int) -> dict:
        plan = copy.deepcopy(plan)
        for _ in range(edits):
            self.random.choice(EDITS)(self, plan)
        return plan


def _texts(plan: dict) -> list[list]:
    return [
        text
        for section in plan["sections"].values()
        for text in (section["text"], *(row["content"] for row in section["rows"] if "content" in row))
    ]


def _change_sentence(maker: Maker, plan: dict) -> None:
    spots = [(para, at) for text in _texts(plan) for para in text for at in range(len(para))]
    if spots:
        para, at = maker.random.choice(spots)
        para[at] = maker.sentence()


def _insert_sentence(maker: Maker, plan: dict) -> None:
    spots = [para for text in _texts(plan) for para in text]
    if spots:
        para = maker.random.choice(spots)
        para.insert(maker.random.randint(0, len(para)), maker.sentence())


def _delete_sentence(maker: Maker, plan: dict) -> None:
    spots = [(text, para, at) for text in _texts(plan) for para in text for at in range(len(para))]
    if spots:
        text, para, at = maker.random.choice(spots)
        del para[at]
        if not para:
            text[:] = [one for one in text if one]


def _insert_paragraph(maker: Maker, plan: dict) -> None:
    if texts := _texts(plan):
        text = maker.random.choice(texts)
        text.insert(maker.random.randint(0, len(text)), maker.paragraph())


def _delete_paragraph(maker: Maker, plan: dict) -> None:
    if texts := [text for text in _texts(plan) if text]:
        text = maker.random.choice(texts)
        del text[maker.random.randrange(len(text))]


def _part_paragraph(maker: Maker, plan: dict) -> None:
    if spots := [(text, at) for text in _texts(plan) for at, para in enumerate(text) if len(para) > 1]:
        text, at = maker.random.choice(spots)
        cut = maker.random.randint(1, len(text[at]) - 1)
        text[at : at + 1] = [text[at][:cut], text[at][cut:]]


def _toggle_section(maker: Maker, plan: dict) -> None:
    number = maker.random.choice(NUMBERS)
    if number in plan["sections"]:
        del plan["sections"][number]
    else:
        plan["sections"][number] = maker.section(number)
        plan["sections"] = {one: plan["sections"][one] for one in NUMBERS if one in plan["sections"]}


def _change_field(maker: Maker, plan: dict) -> None:
    key = maker.random.choice(("name", "host", "leader", "phone", "address"))
    if key in plan["fields"] and maker.random.random() < 0.3:
        del plan["fields"][key]
    else:
        plan["fields"][key] = maker.word("值")


def _grids(plan: dict) -> list[dict]:
    return [section for section in plan["sections"].values() if section["grid"]]


def _add_row(maker: Maker, plan: dict) -> None:
    if grids := _grids(plan):
        section = maker.random.choice(grids)
        section["rows"].insert(maker.random.randint(0, len(section["rows"])), maker.row(section["grid"]))


def _delete_row(maker: Maker, plan: dict) -> None:
    if grids := [section for section in _grids(plan) if section["rows"]]:
        section = maker.random.choice(grids)
        del section["rows"][maker.random.randrange(len(section["rows"]))]


def _swap_rows(maker: Maker, plan: dict) -> None:
    for section in _grids(plan):
        section["rows"].reverse()


def _change_cell(maker: Maker, plan: dict) -> None:
    if rows := [row for section in _grids(plan) for row in section["rows"]]:
        row = maker.random.choice(rows)
        if "years" in row:
            row["years"][maker.random.randrange(5)] = next(maker.numbers) + 1000
        row["notes"][maker.random.choice(list(row)[:1])] = maker.word("旁")


def _change_comments(maker: Maker, plan: dict) -> None:
    sections = list(plan["sections"].values())
    if sections and maker.random.random() < 0.5:
        maker.random.choice(sections)["note"] = maker.word("注")
    elif plan["head"] and maker.random.random() < 0.5:
        plan["head"].pop(maker.random.randrange(len(plan["head"])))
    else:
        plan["head"].insert(maker.random.randint(0, len(plan["head"])), maker.word("头"))


def _change_quotes(maker: Maker, plan: dict) -> None:
    plan["quotes"] = maker.random.choice(['"""', "'''", '"'])


def _add_ignore(maker: Maker, plan: dict) -> None:
    plan["ignore"].append(maker.word("因"))


EDITS = (
    *[_change_sentence] * 4,
    *[_insert_sentence] * 3,
    *[_delete_sentence] * 2,
    *[_insert_paragraph] * 3,
    _delete_paragraph,
    _part_paragraph,
    _toggle_section,
    _change_field,
    _add_row,
    _delete_row,
    _swap_rows,
    _change_cell,
    _change_comments,
    _change_quotes,
    _add_ignore,
)


def written(plan: dict, newline: str = "\n") -> str:
    """The plan as a file."""
    lines = [f"# {one}" for one in plan["head"]]
    lines += ["format = 1", 'form = "gz-sti-repository-2020"', "", "[fields]"]
    lines += [f"{key} = {quote(value)}" for key, value in plan["fields"].items()]
    for number, section in plan["sections"].items():
        lines += ["", *([f"# {section['note']}"] if section["note"] else []), f'[sections."{number}"]']
        lines.append(f"text = {_text(section['text'], plan['quotes'])}")
        for row in section["rows"]:
            lines += ["", f'[[sections."{number}".{section["grid"]}]]']
            for key, value in row.items():
                if key == "notes":
                    continue
                shown = quote(value) if isinstance(value, str) else value
                if key == "content":
                    shown = _text(value, plan["quotes"])
                note = f"  # {row['notes'][key]}" if key in row["notes"] else ""
                lines.append(f"{key} = {shown}{note}")
    for reason in plan["ignore"]:
        lines += ["", "[[ignore]]", 'rule = "X502"', f"reason = {quote(reason)}"]
    return "\n".join(lines).replace("\n", newline) + newline


def _text(text: list, quotes: str) -> str:
    value = "".join(f"{''.join(para)}\n\n" for para in text)[:-1]
    if quotes == '"':
        return quote(value)
    if quotes == "'''" and "'''" not in value:
        return f"'''\n{value}'''"
    return '"""\n' + value.replace("\\", "\\\\").replace('"""', '""\\"') + '"""'


def words(plan: dict) -> set[str]:
    """Everything unique that a plan says."""
    out = set(plan["head"]) | set(plan["fields"].values()) | set(plan["ignore"])
    for section in plan["sections"].values():
        out |= {section["note"]} - {""}
        out |= {one for para in section["text"] for one in para}
        for row in section["rows"]:
            out |= {row[key] for key in ("name", "period") if key in row} | set(row["notes"].values())
            out |= {one for para in row.get("content", ()) for one in para}
            out |= {f"{year}年" for year in row.get("years", ()) if year > 1000}
    return out
