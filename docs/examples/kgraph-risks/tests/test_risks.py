"""The plugin keeps the contract, and tells of the demo what its comments say."""

import csv
import io
from pathlib import Path

import kgraph_risks
import pytest

import kgraph
from kgraph.testing import check_plugin, example

DEMO = Path(__file__).parents[1] / "demo"


def test_it_keeps_the_contract():
    check_plugin(kgraph_risks)
    check_plugin(kgraph_risks, DEMO)


def test_without_risks_there_is_nothing_to_tell():
    assert example(kgraph_risks).gaps(rules=["risk-unmitigated"]).gaps == ()


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "risks that threaten measures"),
        ("nn", "risikoar som trugar tiltak"),
        ("nb", "risikoer som truer tiltak"),
    ],
)
def test_spor_speaks_of_risks(language, question):
    found = kgraph.open(DEMO).ask(question)
    assert found.language == language
    assert [each.code for each in found.things()] == ["h:R1", "h:R2"]


def test_a_likely_risk_that_nothing_mitigates_is_a_gap():
    for plan in (None, "h:plan"):
        (gap,) = kgraph.open(DEMO).gaps(plan, rules=["risk-unmitigated"]).gaps
        assert gap.reason == "«Storm» threatens «Quay», and no measure mitigates it."


def test_the_register_has_a_row_for_each_risk():
    file = io.BytesIO()
    assert kgraph_risks.write(kgraph.open(DEMO).view(), file) == []
    assert list(csv.reader(io.StringIO(file.getvalue().decode("utf-8")))) == [
        ["risk", "likelihood", "threatens", "mitigated by"],
        ["Flood", "likely", "The harbour", "Wall"],
        ["Storm", "likely", "Quay", ""],
        ["Strike", "possible", "Quay", ""],
    ]
