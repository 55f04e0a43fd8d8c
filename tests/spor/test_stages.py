"""The conditions of a question one by one: in words, with how many things each leaves and holds of alone."""

import pytest

from kgraph.emptiness import counted


def told(workspace, question, **how):
    """For each stage its words, how many things are left, and how many it holds of alone."""
    stages = workspace.stages(question, **how)
    engine = workspace.engine
    return [
        (each.text, counted(engine, each.left), counted(engine, each.alone) if each.alone else None) for each in stages
    ]


def test_each_condition_leaves_fewer(tiny):
    assert told(tiny, "measures under b:1 with status and with budget > 100 000") == [
        ("measures", 7, None),
        ("under b:1", 4, 4),
        ("with status", 2, 3),
        ("with budget > 100 000", 1, 1),
    ]


def test_conditions_joined_by_or_are_one(tiny):
    assert told(tiny, "measures under b:2 or with status") == [
        ("measures", 7, None),
        ("under b:2 or with status", 5, 5),
    ]


def test_what_speaks_of_a_named_column_says_nothing_alone(tiny):
    assert told(tiny, "measures with (goals as g) and with g.number = 1") == [
        ("measures", 7, None),
        ("with (goals as g)", 4, 4),
        ("with g.number = 1", 4, None),
    ]


def test_a_definition_is_a_stage_by_its_name(tiny):
    assert told(tiny, 'define "paid": measures with budget; paid as p under b:2 show p.name') == [
        ("measures", 7, None),
        ('"paid"', 5, 5),
        ("under b:2", 2, 3),
    ]


def test_a_definition_without_conditions_says_no_more_than_its_kind(tiny):
    assert told(tiny, 'define "deeds": measures; deeds under b:2') == [("measures", 7, None), ("under b:2", 3, 3)]


def test_joined_nouns_are_one_stage(tiny):
    assert told(tiny, "(measures with budget minus measures under b:1) plus goals") == [
        ("everything", counted(tiny.engine, tiny.stages("everything")[0].left), None),
        ("(measures with budget minus measures under b:1) plus goals", 6, 6),
    ]


@pytest.mark.parametrize(
    "question", ["count measures under b:2 per effort", "are there measures under b:2", "measures under b:2 first 1"]
)
def test_rows_groups_and_yes_or_no_have_stages(question, tiny):
    assert told(tiny, question) == [("measures", 7, None), ("under b:2", 3, 3)]


@pytest.mark.parametrize(
    "question", ["b:M1", "why does b:M1 support a:1", "path from b:M1 to a:1", "suppose no b:M1: b:M2"]
)
def test_cards_and_chains_have_none(question, tiny):
    assert tiny.stages(question) == ()


def test_parameters_are_told_with_their_values(tiny):
    found = told(tiny, "measures under $part with number >= $least", parameters={"part": "b:2", "least": "4"})
    assert found == [("measures", 7, None), ("under b:2", 3, 3), ("with number >= 4", 1, 1)]


def test_stages_are_told_in_the_language_asked_for(tiny):
    assert [each[0] for each in told(tiny, "measures with status", language="nn")] == ["tiltak", "med status"]


def test_stated_links_alone_leave_fewer(tiny):
    assert told(tiny, "measures with budget", basis="stated")[1] == ("with budget", 3, 3)


@pytest.mark.parametrize(
    ("question", "link", "words"),
    [
        ("actors with places", False, "from actors to places"),
        ("measures with places", True, "from measures to places"),
        ("focus areas that have as responsible actor:office", False, "none of the focus areas"),
        ("measures that have as responsible actor:office", True, "none of the measures"),
        ("measures with (everything under a:2)", True, "none of the measures"),
    ],
)
def test_a_link_is_asked_for_apart_from_what_it_leads_to(question, link, words, tiny):
    stage = tiny.stages(question)[1]
    assert tiny.engine.ask(stage.link) is link
    assert words in stage.no_link


def test_what_is_no_link_has_none(tiny):
    assert [stage.link for stage in tiny.stages("measures with status and in 2024")] == [""] * 3
