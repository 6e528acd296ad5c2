"""Every rule's failing example is found by exactly that rule, and its passing example by none."""

from __future__ import annotations

import pytest
from rule_plans import CLEAN, check, check_piece

from planui.rules.rule import Rule
from planui.rules.table import RULES


def test_the_clean_plan_is_clean():
    assert check(CLEAN) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_failing_example_is_found_by_that_rule_alone(rule: Rule):
    found = check_piece(rule.fails)
    assert {one.rule for one in found} == {rule.id}, found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_passing_example_is_found_by_none(rule: Rule):
    assert check_piece(rule.passes) == []


def test_rules_are_listed_once_each_in_the_order_of_their_ids():
    ids = [rule.id for rule in RULES]
    assert ids == sorted(set(ids))
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_explains_itself_in_both_languages(rule: Rule):
    for words in (rule.summary, rule.why):
        assert words.zh.strip()
        assert words.en.strip()
