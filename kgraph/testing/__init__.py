"""For authors of plugins: a little project to try them on, and the checks that the shipped ones pass.

    from pathlib import Path
    from kgraph.testing import check_plugin, example

    PLUGIN = Path(__file__).with_name("longest_name.py")

    def test_it_keeps_the_contract():
        check_plugin(PLUGIN)

    def test_it_finds_the_longest_name():
        assert example(PLUGIN).analyse("longest-name").things()[0].code == "b:M3"

Each check raises an AssertionError with one sentence that says what to mend. No test runner is needed.
"""

from kgraph.testing.answers import check_answer, specimens
from kgraph.testing.forms import check_exporter, check_importer, check_renderer
from kgraph.testing.plugins import check_plugin
from kgraph.testing.rules import check_gap_rule
from kgraph.testing.runs import check_analysis, check_command
from kgraph.testing.trial import example
from kgraph.testing.words import check_words

__all__ = [
    "check_analysis",
    "check_answer",
    "check_command",
    "check_exporter",
    "check_gap_rule",
    "check_importer",
    "check_plugin",
    "check_renderer",
    "check_words",
    "example",
    "specimens",
]
