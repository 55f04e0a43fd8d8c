"""What gap rules have found, kept in the user's cache: of the same graph on the same day a rule finds the same."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date

from kgraph import caches
from kgraph.answer import Thing, cell_json
from kgraph.build import code_stamp
from kgraph.gap_rules import Gap, GapRule
from kgraph.plugin import View

# Those of a few projects in every language; each holds the gaps of one rule.
KEPT = 600
DAYS = ("$today", "$yesterday")


def findings(key: str, rule: GapRule, view: View, plan: str, today: date, found: Iterator[Gap]) -> list[Gap]:
    """What a rule finds: read where it is kept, else taken from `found` and kept.

    Args:
        key: of the graph and the words that questions may use; without one nothing is kept.
        rule: whose code is not seen: one that has some finds anew each time.
        view: says in which language and on which basis it is asked.
        plan: the IRI of the plan of which it is asked, where it has a question for plans.
        today: the day on which it is asked.
        found: the gaps, found as they are taken.
    """
    if not key or rule.keep is not None:
        return list(found)
    name = _name(key, rule, view, plan, today)
    if (gaps := _read(name, rule, view.language)) is None:
        gaps = list(found)
        rows = [[cell_json(gap.thing), gap.reason, [cell_json(each) for each in gap.witness]] for gap in gaps]
        caches.keep(name, json.dumps(rows, separators=(",", ":")).encode())
        # Now and then is enough: to look through all of them costs more than to read one.
        if name.endswith("0"):
            caches.sweep("gaps-", KEPT)
    return gaps


def _name(key: str, rule: GapRule, view: View, plan: str, today: date) -> str:
    asked = " ".join(_questions(rule))
    day = today.isoformat() if any(each in asked for each in DAYS) else ""
    marks = (key, code_stamp(), repr(rule), view.language, view.basis, plan, day)
    return "gaps-" + hashlib.blake2b("\0".join(marks).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _questions(rule: GapRule) -> Iterable[str]:
    return rule.question, rule.each, rule.in_plan


def _read(name: str, rule: GapRule, language: str) -> list[Gap] | None:
    """The gaps under a name; none where nobody can read them."""
    try:
        return [
            Gap(
                rule.name,
                rule.severity,
                Thing(**thing),
                reason,
                tuple(Thing(**each) for each in witness),
                rule.advice[language],
            )
            for thing, reason, witness in json.loads(caches.read(name) or b"null")
        ]
    except (TypeError, ValueError):
        return None
