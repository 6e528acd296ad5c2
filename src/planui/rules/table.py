"""All rules, in the order of their ids. A new rule is a file, its cases, and one line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.rules import (
    f101_blank_field,
    f102_library_name,
    f103_bad_phone,
    f104_bad_email,
    f105_bad_date,
    f106_vague_address,
    l601_half_width,
    l602_unpaired,
    l603_repeated,
    l604_invisible,
    p101_invalid_toml,
    p102_unknown_key,
    p103_wrong_type,
    p104_unknown_form,
    p105_ignored_nothing,
    q301_no_figure,
    q302_no_proportion,
    q303_no_indicator,
    q304_year_missing,
    q305_years_disagree,
    s201_blank_section,
    s202_over_limit,
    s203_near_limit,
    s204_placeholder,
    s205_guidance_copied,
    s206_bare_none,
    s207_missing_picture,
    s208_broken_table,
    t401_outside_recent,
    t402_outside_period,
    t403_schedule_blank,
    t404_schedule_period,
    t405_impossible_date,
    x501_name_differs,
    x502_figures_differ,
    x503_parts_and_whole,
)

if TYPE_CHECKING:
    from planui.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    f101_blank_field.RULE,
    f102_library_name.RULE,
    f103_bad_phone.RULE,
    f104_bad_email.RULE,
    f105_bad_date.RULE,
    f106_vague_address.RULE,
    l601_half_width.RULE,
    l602_unpaired.RULE,
    l603_repeated.RULE,
    l604_invisible.RULE,
    p101_invalid_toml.RULE,
    p102_unknown_key.RULE,
    p103_wrong_type.RULE,
    p104_unknown_form.RULE,
    p105_ignored_nothing.RULE,
    q301_no_figure.RULE,
    q302_no_proportion.RULE,
    q303_no_indicator.RULE,
    q304_year_missing.RULE,
    q305_years_disagree.RULE,
    s201_blank_section.RULE,
    s202_over_limit.RULE,
    s203_near_limit.RULE,
    s204_placeholder.RULE,
    s205_guidance_copied.RULE,
    s206_bare_none.RULE,
    s207_missing_picture.RULE,
    s208_broken_table.RULE,
    t401_outside_recent.RULE,
    t402_outside_period.RULE,
    t403_schedule_blank.RULE,
    t404_schedule_period.RULE,
    t405_impossible_date.RULE,
    x501_name_differs.RULE,
    x502_figures_differ.RULE,
    x503_parts_and_whole.RULE,
)


def find_rule(name: str) -> Rule | None:
    """The rule of that id or name, in any case."""
    wanted = name.strip().casefold()
    return next((rule for rule in RULES if wanted in (rule.id.casefold(), rule.name)), None)
