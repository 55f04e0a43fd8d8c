"""Words beside a plugin are read without running it; if they cannot be, the plugin is broken and questions are not."""

import pytest

from kgraph.project import open_project
from kgraph.registry import Registry
from kgraph.trust import trust
from kgraph.workspace import Workspace

PLUGIN = """
from kgraph.plugin import GapRule, Text, hook

@hook
def gap_rules():
    text = Text(en="x", nn="x", nb="x")
    return [GapRule(name="any", severity="note", question="boats", title=text, reason=text, advice=text)]
"""
WORDS = """
@prefix kg: <https://w3id.org/kgraph/ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix own: <https://example.org/boats#> .
own:Boat a owl:Class ; rdfs:subClassOf kg:Thing ; rdfs:label "boat"@en ; kg:plural "boats"@en .
"""
DATA = """
@prefix own: <https://example.org/boats#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/kgraph/id/x/1> a own:Boat ; skos:notation "x:1" .
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with a plugin and its words."""
    monkeypatch.setenv("KGRAPH_CONFIG_DIR", str(tmp_path / "config"))
    root = tmp_path / "project"
    for folder in ("data", "plugins"):
        (root / folder).mkdir(parents=True)
    (root / "data" / "x.ttl").write_text(DATA, encoding="utf-8")
    (root / "plugins" / "boats.py").write_text(PLUGIN, encoding="utf-8")
    (root / "plugins" / "boats.ttl").write_text(WORDS, encoding="utf-8")
    return root


def test_the_words_of_a_plugin_are_words_of_questions_whether_or_not_it_may_run(project):
    workspace = Workspace(open_project(project))
    assert [plugin.state for plugin in workspace.registry.plugins if plugin.origin == "project"] == ["untrusted"]
    assert len(workspace.ask("boats")) == 1
    trust(project / "plugins")
    assert [gap.thing.code for gap in Workspace(open_project(project)).gaps(rules=["any"]).gaps] == ["x:1"]


def test_words_that_cannot_be_read_break_their_plugin_and_no_question(project):
    (project / "plugins" / "boats.ttl").write_text(WORDS + "own:Boat a \n", encoding="utf-8")
    trust(project / "plugins")
    opened = open_project(project)
    assert len(Workspace(opened).ask("SDG goals")) == 17
    (plugin,) = [each for each in Registry(opened).plugins if each.origin == "project"]
    assert plugin.state == "broken"
    assert f"{project / 'plugins' / 'boats.ttl'}:" in plugin.fault
