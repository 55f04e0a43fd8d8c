"""Which tokens the parser can go on with at a place: asked by the lexer at each word, and by every error."""

from typing import Any

from lark.parsers.lalr_analysis import Shift
from lark.parsers.lalr_parser_state import ParserState


def accepts(state: ParserState[Any], token: str) -> bool:
    """Whether the parser can go on with this token: its reductions are played through."""
    states = state.parse_conf.states
    stack = list(state.state_stack)
    while True:
        action, target = states[stack[-1]].get(token, (None, None))
        if action is None:
            return False
        if action is Shift:
            return True
        del stack[len(stack) - len(target.expansion) :]
        stack.append(states[stack[-1]][target.origin.name][1])
        if stack[-1] == state.parse_conf.end_state:
            return True


def accepted(state: ParserState[Any]) -> frozenset[str]:
    """Every token that can stand here."""
    here = state.parse_conf.states[state.state_stack[-1]]
    return frozenset(name for name in here if name.isupper() and accepts(state, name))
