"""Conditions are about the first noun; where the last one may have been meant, the answer says how to ask for it."""

import pytest


def _instead(workspace, question):
    return [note.text.rpartition(": ")[2] for note in workspace.ask(question).notes if note.code == "instead"]


@pytest.mark.parametrize(
    "question, other",
    [
        ("efforts with measures without responsible", "efforts with (measures without responsible)"),
        ("efforts with measures under b:1", "efforts with (measures under b:1)"),
        (
            "sub-strategies that are supported by measures with number",
            "sub-strategies that are supported by (measures with number)",
        ),
        ("efforts with number with measures without goals", "efforts with number and with (measures without goals)"),
    ],
)
def test_a_condition_right_after_a_noun_may_have_been_meant_of_it(tiny, question, other):
    assert _instead(tiny, question) == [other]


@pytest.mark.parametrize(
    "question",
    [
        "efforts with measures and without responsible",
        "efforts with (measures without responsible)",
        "efforts with measures",
        "measures with goals and with (efforts as e)",
        # What stands last says nothing of the noun before it.
        "measures with routes with budget",
        "count efforts with measures without responsible",
    ],
)
def test_no_other_reading_is_offered_where_there_is_none(tiny, question):
    assert _instead(tiny, question) == []
