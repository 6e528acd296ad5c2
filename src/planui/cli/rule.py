"""`planui rule`: what a rule checks, why, an example that fails and one that passes."""

from __future__ import annotations

from planui.cli.arguments import CommandParser, UsageError
from planui.cli.table import COMMANDS
from planui.cli.terminal_output import emit
from planui.model.words import Words
from planui.report.rule_text import rule_list, rule_markdown, rule_text
from planui.rules.rule import Rule
from planui.rules.table import RULES, find_rule

_ID = Words("规则的编号或名称；不写则列出全部", "a rule's id or name; all rules without")
_ALL = Words("说明全部规则", "explain all rules")
_FORMAT = Words("输出的格式", "form of the output")
_NO_RULE = Words("没有“{0}”这条规则；planui rule 列出全部", "there is no rule {0!r}; `planui rule` lists them all")


def run(arguments: list[str], lang: str) -> int:
    """Runs the command."""
    parser = CommandParser("rule", COMMANDS["rule"].summary, lang)
    parser.add_argument("id", nargs="?", metavar="ID", help=parser.say(_ID))
    parser.add_argument("--all", action="store_true", help=parser.say(_ALL))
    parser.add_argument("--format", choices=("text", "markdown"), default="text", help=parser.say(_FORMAT))
    args = parser.read(arguments)
    if args.id is not None:
        rule = find_rule(args.id)
        if rule is None:
            raise UsageError(_NO_RULE.format(args.id))
        chosen: tuple[Rule, ...] = (rule,)
    else:
        chosen = RULES
    if args.format == "markdown":
        emit(rule_markdown(chosen, lang) + "\n")
    elif args.id is None and not args.all:
        emit(rule_list(chosen, lang) + "\n")
    else:
        emit("\n\n".join(rule_text(rule, lang) for rule in chosen) + "\n")
    return 0
