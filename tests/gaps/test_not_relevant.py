"""What somebody judged not relevant is honoured and shown apart: of a whole thing, of one rule, of one witness."""

from collections.abc import Callable
from datetime import date

import pytest

from kgraph.workspace import Workspace

MEASURES = (
    "measure-without-budget", "measure-without-period", "measure-without-responsible", "measure-without-goal",
    "measure-without-budget-line",
)  # fmt: skip
WHOLE = """
a:2.1 kg:notRelevant "the shops do well"@en , "butikkane greier seg"@nn ;
      kg:notRelevantBy actor:town ; kg:notRelevantOn "2025-03-04"^^xsd:date .
"""
ONE_RULE = """
b:M1.2 kg:notRelevant "volunteers build the gates"@en ; kg:notRelevantBy actor:office ;
       kg:notRelevantOn "2025-03-04"^^xsd:date ; kg:notRelevantTo "measure-without-budget" , "measure-without-period" .
"""
ONE_GOAL = """
a:X2 a kg:CrossCuttingGoal ; skos:notation "a:X2" ; rdfs:label "Youth"@en ; kg:partOf a:plan ; kg:requiredIn a:plan .
a:1.1.1 kg:notRelevant "houses last"@en ; kg:notRelevantBy actor:town ; kg:notRelevantOn "2025-03-04"^^xsd:date ;
        kg:notRelevantTo "a:X1" .
"""
More = Callable[[str], Workspace]
pytestmark = pytest.mark.usefixtures("english")


def rules(gaps, code: str) -> set[str]:
    return {gap.rule for gap in gaps if gap.thing.code == code}


def test_where_the_whole_thing_is_not_relevant_none_of_its_gaps_counts(with_more: More):
    found = with_more(WHOLE).gaps(kind="focus area", rules=["focus-area-without-measure", "goal-without-measure"])
    assert rules(found.gaps, "a:2.1") == set()
    assert rules(found.not_relevant, "a:2.1") == {"focus-area-without-measure"}
    assert found.counts["focus-area-without-measure"] == 0
    judged = found.not_relevant[0].not_relevant
    assert (judged.because, judged.by.code, judged.on) == ("the shops do well", "actor:town", date(2025, 3, 4))


def test_the_reason_is_given_in_the_language_of_the_reader(with_more: More):
    more = with_more(WHOLE)
    for language, because in (("nn", "butikkane greier seg"), ("en", "the shops do well")):
        assert (
            more.gaps(rules=["focus-area-without-measure"], language=language).not_relevant[0].not_relevant.because
            == because
        )


def test_where_some_rules_are_not_relevant_the_gaps_of_the_others_count(with_more: More):
    found = with_more(ONE_RULE).gaps(rules=MEASURES)
    judged = {"measure-without-budget", "measure-without-period"}
    assert rules(found.not_relevant, "b:M1.2") == judged
    others = {"measure-without-responsible", "measure-without-goal", "measure-without-budget-line"}
    assert rules(found.gaps, "b:M1.2") == others


def test_where_one_cross_cutting_goal_is_not_relevant_the_other_is_still_wanted(with_more: More):
    found = with_more(ONE_GOAL).gaps(rules=["cross-cutting-goal-not-shown"])
    left = [gap.witness[0].code for gap in found.gaps if gap.thing.code == "a:1.1.1"]
    aside = [gap.witness[0].code for gap in found.not_relevant if gap.thing.code == "a:1.1.1"]
    assert (left, aside) == (["a:X2"], ["a:X1"])
    # X1 and X2 in four sub-strategies, less Reading that addresses X1, less the one judged.
    assert len(found.gaps) == 8 - 1 - 1


def test_the_command_shows_them_apart(with_more: More, here):
    folder = str(with_more(ONE_GOAL).project.root)
    one = ("gaps", "--project", folder, "--rule", "cross-cutting-goal-not-shown", "--format")
    _, out, _ = here(*one, "table")
    assert "Judged not relevant, and not counted" in out
    assert "houses last" in out
    assert "2025-03-04" in out
    _, out, _ = here(*one, "csv")
    assert "houses last" not in out
    assert len(out.splitlines()) == 1 + 6


def test_a_gap_that_is_not_relevant_does_not_make_the_command_fail(with_more: More, here):
    folder = str(with_more(WHOLE).project.root)
    code, out, _ = here(
        "gaps", "--project", folder, "--rule", "focus-area-without-measure", "--format", "json", "--fail-on", "warning"
    )
    assert code == 0
    assert '"because": "the shops do well"' in out


@pytest.mark.parametrize("language", ["en", "nn", "nb"])
def test_the_heading_of_those_apart_is_in_the_language(with_more: More, here, language):
    folder = str(with_more(WHOLE).project.root)
    _, out, _ = here(
        "gaps", "--project", folder, "--rule", "focus-area-without-measure", "--format", "markdown", "--lang", language
    )
    words = {"en": "Judged not relevant", "nn": "Vurdert som ikkje relevant", "nb": "Vurdert som ikke relevant"}
    assert words[language] in out
