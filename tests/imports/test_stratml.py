"""StratML in and out: what a file says becomes a plan, and a plan a file that the schemas allow and that comes back."""

import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from rdflib import Graph
from rdflib.compare import graph_diff, to_isomorphic

from kgraph.errors import KgraphError
from kgraph.project import Project
from kgraph.registry import Registry
from kgraph.terms import LANGUAGES
from kgraph.testing import check_exporter, check_importer

PART_1 = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
PART_2 = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
# What may stand in each element, in which order: the sequences of the schemas, ISO 17469-1 (2014-04-01) and Part 2
# (2016-02-16), as they are described at https://stratml.us. What has no line here holds a text.
BOTH = {
    "StrategicPlanCore": "Organization* Vision? Mission? Value* Goal+",
    "Organization": "Name? Acronym? Identifier? Description? Stakeholder*",
    "Vision": "Description? Identifier?",
    "Mission": "Description? Identifier?",
    "Value": "Name? Description?",
    "Goal": "Name Description Identifier? SequenceIndicator? Stakeholder* OtherInformation? Objective*",
}
ORDER = {
    1: {
        **BOTH,
        "StrategicPlan": "Name Description? OtherInformation? StrategicPlanCore AdministrativeInformation?",
        "Objective": "Name? Description? Identifier? SequenceIndicator? Stakeholder* OtherInformation?",
        "Stakeholder": "Name Description?",
        "AdministrativeInformation": "StartDate? EndDate? PublicationDate? Source? Submitter?",
    },
    2: {
        **BOTH,
        "PerformancePlanOrReport": (
            "Name Description? OtherInformation? StrategicPlanCore AdministrativeInformation? Submitter?"
        ),
        "Objective": (
            "Name? Description? Identifier? SequenceIndicator? Stakeholder* OtherInformation? PerformanceIndicator*"
        ),
        "Stakeholder": "Name Description? Role*",
        "Role": "Name Description? RoleType? RoleType?",
        "PerformanceIndicator": (
            "SequenceIndicator? MeasurementDimension UnitOfMeasurement Identifier? Relationship* MeasurementInstance* "
            "OtherInformation?"
        ),
        "MeasurementInstance": "TargetResult* ActualResult*",
        "TargetResult": "StartDate? EndDate? NumberOfUnits? Descriptor? Description?",
        "Descriptor": "DescriptorName? DescriptorValue?",
        "AdministrativeInformation": "Identifier? StartDate? EndDate? PublicationDate? Source?",
    },
}
TEXTS = {
    "StartDate": r"\d{4}-\d\d-\d\d", "EndDate": r"\d{4}-\d\d-\d\d", "PublicationDate": r"\d{4}-\d\d-\d\d",
    "NumberOfUnits": r"-?\d+(\.\d+)?", "RoleType": "Performer|Beneficiary", "Identifier": r"[^\W\d][\w.-]*",
    "Source": r"\S+",
}  # fmt: skip
ATTRIBUTES = {
    "StakeholderTypeType": {"Person", "Organization", "Generic_Group"},
    "Type": {"Strategic_Plan", "Performance_Plan", "Performance_Report"},
    "PerformanceIndicatorType": {"Quantitative", "Qualitative"},
}
FORMS = {1: "stratml", 2: "stratml-performance"}


@pytest.fixture(scope="module")
def exporters():
    return dict(Registry(Project(None)).given("exporters"))


def plan(inside: str, root: str = "StrategicPlan", namespace: str = PART_1, language: str = 'xml:lang="en"') -> str:
    """A file with these goals, which begin on line 2."""
    return (
        f'<{root} xmlns="{namespace}" {language}><Name>Plan</Name><StrategicPlanCore>\n{inside}</StrategicPlanCore>'
        f"</{root}>"
    )


def goal(*objectives: str, sequence: str = "1", inside: str = "") -> str:
    """A goal with objectives, each on a line of its own."""
    below = "\n".join(objectives)
    return (
        f"<Goal><Name>G</Name><Description/><SequenceIndicator>{sequence}</SequenceIndicator>{inside}\n{below}</Goal>"
    )


def objective(sequence: str, inside: str = "") -> str:
    return f"<Objective><Name>O {sequence}</Name><SequenceIndicator>{sequence}</SequenceIndicator>{inside}</Objective>"


def told(problems) -> list[tuple[str, str, int]]:
    """Severity, rule and line."""
    return [(each.severity, each.rule, int(each.source.rpartition(":")[2])) for each in problems]


def values(triples, word: str) -> dict[str, str]:
    """A field or link of each thing, by its place in the plan."""
    found = [each for each in triples if each.predicate.rpartition("#")[2] == word]
    return {
        each.subject.rpartition("/")[2]: str(getattr(each.object, "text", each.object)).rpartition("/")[2]
        for each in found
    }


def written(exporter, view) -> tuple[ET.Element, bytes, dict[str, int]]:
    """The outermost element, the file, and what was left out."""
    file = io.BytesIO()
    losses = {loss.what["en"].split()[0]: loss.count for loss in exporter.write(view, file)}
    return ET.fromstring(file.getvalue()), file.getvalue(), losses


def faults(root: ET.Element, part: int) -> list[str]:
    """Where a file breaks the order of elements, or the values that the schemas allow."""
    found, ids = [], []
    namespace = f"{{{PART_1 if part == 1 else PART_2}}}"
    for each in root.iter():
        name = each.tag.removeprefix(namespace)
        inside = "".join(f"{below.tag.removeprefix(namespace)} " for below in each)
        order = re.sub(r"(\w+)", r"(?:\1 )", ORDER[part].get(name, "")).replace(") ", ")").replace(" (", "(")
        if not each.tag.startswith(namespace) or not re.fullmatch(order, inside):
            found.append(f"{name}: {inside}")
        if name in TEXTS and not re.fullmatch(TEXTS[name], each.text or ""):
            found.append(f"{name}: {each.text}")
        found += [f"{name}: {key}" for key, value in each.attrib.items() if value not in ATTRIBUTES.get(key, ())]
        ids += [each.text] if name == "Identifier" else []
    return found + [each for each in ids if ids.count(each) > 1]


# ---- in


def test_a_file_becomes_the_graph_that_was_written_by_hand(read, graph_of, files) -> None:
    triples, _ = read("stratml", files / "harbour.xml")
    expected = Graph().parse(files / "harbour.ttl")
    _, missing, more = graph_diff(to_isomorphic(expected), to_isomorphic(graph_of(triples)))
    assert (missing.serialize(), more.serialize()) == (Graph().serialize(), Graph().serialize())


def test_persons_are_left_out_and_that_is_told(read, files) -> None:
    triples, problems = read("stratml", files / "harbour.xml")
    assert not re.search("Nordmann|Kari|Ola|ola@", f"{triples} {problems}")
    assert [(each.rule, each.message.rpartition(" ")[2]) for each in problems] == [
        ("persons", "2"),
        ("beneficiaries", "1"),
        ("results", "1"),
    ]
    assert all(len({each.told(tag) for tag in LANGUAGES}) == 3 for each in problems)
    assert not any("{" in each.told(tag) for each in problems for tag in LANGUAGES)


def test_what_was_read_conforms_and_answers(read, project, files) -> None:
    workspace = project(read("stratml", files / "harbour.xml")[0])
    assert workspace.check().errors == 0
    codes = [each.code for each in workspace.ask("sub-strategies part of harbour:1.1").things()]
    assert codes == ["harbour:1.1.1"]
    assert [each.label for each in workspace.ask("actors that are responsible for focus areas").things()] == [
        "Divers",
        "Pipe Works",
    ]


def test_sequence_indicators_say_what_stands_in_what(read) -> None:
    inside = goal(objective("1.1"), objective("1.1.1"), objective("2"), objective("1.2.7"), objective("B")) + goal(
        objective("1"), objective("1"), sequence="II"
    )
    triples, problems = read("stratml", plan(inside))
    assert problems == []
    assert values(triples, "partOf") == {
        "1": "plan", "1.1": "1", "1.1.1": "1.1", "1.2": "1", "1.2.7": "1.2", "1.B": "1",
        "II": "plan", "II.1": "II", "II.1-2": "II",
    }  # fmt: skip
    kinds = {place: kind.rpartition("#")[2] for place, kind in values(triples, "type").items()}
    assert [kinds[each] for each in ("1", "1.1", "1.1.1", "1.2.7", "II.1")] == [
        "OverallGoal", "FocusArea", "SubStrategy", "SubStrategy", "FocusArea",
    ]  # fmt: skip
    assert values(triples, "number") == {
        "1": "1",
        "1.1": "1",
        "1.1.1": "1",
        "1.2": "2",
        "1.2.7": "7",
        "II.1": "1",
        "II.1-2": "1",
    }


def test_objectives_within_objectives_are_read_too_and_what_is_too_deep_is_told(read) -> None:
    deep = objective("1", objective("1", objective("1", objective("1"))))
    triples, problems = read("stratml", plan(goal(deep)))
    assert values(triples, "partOf") == {
        "1": "plan", "1.1": "1", "1.1.1": "1.1", "1.1.1.1": "1.1", "1.1.1.1.1": "1.1",
    }  # fmt: skip
    assert told(problems) == [("warning", "too-deep", 3), ("warning", "too-deep", 3)]


def test_a_performance_plan_has_sub_goals_at_every_depth(read) -> None:
    text = plan(
        goal(objective("1.1"), objective("1.1.1")), "PerformancePlanOrReport", PART_2, 'Type="Performance_Plan"'
    )
    triples, problems = read("stratml", text)
    kinds = {place: kind.rpartition("#")[2] for place, kind in values(triples, "type").items()}
    assert kinds == {"plan": "ActionPlan", "1": "OverallGoal", "1.1": "SubGoal", "1.1.1": "SubGoal"}
    assert told(problems) == [("warning", "no-language", 1)]


@pytest.mark.parametrize("namespace", [PART_1, "http://www.stratml.net", ""])
def test_every_namespace_that_the_format_has_had_is_read(read, namespace: str) -> None:
    assert values(read("stratml", plan(goal(), namespace=namespace))[0], "partOf") == {"1": "plan"}


INDICATOR = """<PerformanceIndicator><UnitOfMeasurement>m</UnitOfMeasurement>
<MeasurementInstance><TargetResult><NumberOfUnits>1,5</NumberOfUnits></TargetResult></MeasurementInstance>
</PerformanceIndicator>"""
DATES = "{}</StrategicPlanCore><AdministrativeInformation>\n{}\n</AdministrativeInformation><StrategicPlanCore>"
BACKWARDS = "<StartDate>2025-01-01</StartDate><EndDate>2024-12-31</EndDate>"


@pytest.mark.parametrize(
    ("inside", "rule", "severity", "line"),
    [
        ("<Goal><Name> </Name><Description/></Goal>", "no-name", "error", 2),
        (goal(objective("1", "<PerformanceIndicator/>")), "no-number", "warning", 3),
        (goal(objective("1", INDICATOR)), "bad-number", "error", 4),
        (DATES.format(goal(), "<StartDate>1. mai</StartDate>"), "bad-date", "error", 4),
        (DATES.format(goal(), "<PublicationDate>2025-02-30</PublicationDate>"), "bad-date", "error", 4),
        (DATES.format(goal(), BACKWARDS), "backwards", "error", 4),
    ],
)
def test_each_fault_has_its_line_and_spoils_nothing_else(read, inside, rule, severity, line) -> None:
    triples, problems = read("stratml", plan(inside))
    assert told(problems) == [(severity, rule, line)]
    assert values(triples, "label")["plan"] == "Plan"


@pytest.mark.parametrize(
    ("content", "rule"),
    [("<a/>", "not-stratml"), ('<StrategicPlan xmlns="urn:other"/>', "not-stratml"), ("<a", "bad-xml"),
     ("<!DOCTYPE a><StrategicPlan/>", "xml-with-dtd")],
)  # fmt: skip
def test_what_is_no_stratml_is_told(read, content: str, rule: str) -> None:
    triples, problems = read("stratml", content)
    assert (triples, [each.rule for each in problems]) == ([], [rule])


def test_a_language_is_never_guessed(read) -> None:
    triples, problems = read("stratml", plan(goal(), language=""))
    assert {each.object.language for each in triples if each.predicate.endswith("#label")} == {""}
    assert told(problems) == [("warning", "no-language", 1)]
    assert {each.object.language for each in read("stratml", plan(goal(), language='xml:lang="no"'))[0]
            if each.predicate.endswith("#label")} == {"nb"}  # fmt: skip


@pytest.mark.usefixtures("english")
def test_a_files_form_is_told_by_its_outermost_element(importers, files, here, tmp_path: Path) -> None:
    fits = {name: [each.name for each in (importers["stratml"], importers["iati"]) if each.fits(files / name)]
            for name in ("harbour.xml", "aid.xml", "harbour.ttl")}  # fmt: skip
    assert fits == {"harbour.xml": ["stratml"], "aid.xml": ["iati"], "harbour.ttl": []}
    (tmp_path / "kgraph.toml").write_text("")
    code, out, err = here("import", str(files / "harbour.xml"), "--project", str(tmp_path))
    assert (code, "19 things; 3 problems" in out, "persons are left out" in err) == (0, True, True)
    code, _, err = here("import", str(files / "aid.xml"), "--project", str(tmp_path), "--strict")
    assert (code, (tmp_path / "data" / "aid.ttl").exists()) == (1, False)
    code, out, _ = here("ask", "focus areas", "--project", str(tmp_path), "--lang", "en")
    assert (code, out.splitlines()[1:]) == (0, ["harbour:1.2,A cleaner quay.", "harbour:1.1,Fewer leaks"])


# ---- out


@pytest.mark.parametrize("part", [1, 2])
@pytest.mark.parametrize("name", ["sogndal:plan", "sogn:plan"])
def test_the_shipped_plans_become_files_that_the_schemas_allow(exporters, shipped, name: str, part: int) -> None:
    root, content, losses = written(exporters[FORMS[part]], shipped.view(name))
    assert faults(root, part) == []
    assert losses["parts"] > 0
    assert losses["claims:"] > 0
    assert content == written(exporters[FORMS[part]], shipped.view(name))[1]


def test_the_check_of_files_finds_faults() -> None:
    good = plan(goal(objective("1")), language="").replace(' "', '"')
    assert faults(ET.fromstring(good), 1) == []
    for bad in ("<Goal><Name>G</Name></Goal>", goal(inside="<Identifier>1 2</Identifier>"), "<Odd/>"):
        assert faults(ET.fromstring(plan(bad, language="")), 1)


def test_what_was_read_and_written_comes_back(exporters, read, project, graph_of, files) -> None:
    first, _ = read("stratml", files / "harbour.xml")
    root, content, losses = written(exporters["stratml-performance"], project(first).view())
    assert faults(root, 2) == []
    # The bathers, whom nothing links to the plan; and the names of the vision and of a value in Nynorsk and Bokmål.
    assert losses == {"claims:": 3, "texts": 4}
    again, problems = read("stratml", content, "another-name.xml")
    assert problems == []
    lost = {each for each in first if "/actor/bathers" in each.subject or ("value-2" in each.subject
            and getattr(each.object, "language", "") in {"nn", "nb"})}  # fmt: skip
    _, missing, more = graph_diff(to_isomorphic(graph_of(set(first) - lost)), to_isomorphic(graph_of(again)))
    assert (missing.serialize(), more.serialize()) == (Graph().serialize(), Graph().serialize())


@pytest.mark.parametrize("part", [1, 2])
def test_the_goals_of_a_plan_come_back_as_they_were(exporters, tiny, read, project, part: int) -> None:
    root, content, _ = written(exporters[FORMS[part]], tiny.view("a:plan"))
    assert faults(root, part) == []
    workspace = project(read("stratml", content)[0])

    def shape(graph):
        kept = {"a:plan", "a:1", "a:1.1", "a:1.1.1", "a:1.1.2", "a:1.2", "a:1.2.1", "a:1.2.2", "a:2", "a:2.1"}
        nodes = {node.iri: node for node in graph.nodes if node.thing.code in kept}
        assert len(nodes) == len(kept)
        links = {(edge.source, edge.target) for edge in graph.edges if edge.link == "partOf" and edge.source in nodes}
        return {
            (node.thing.code, node.thing.kind, node.thing.label, node.fields.get("number")) for node in nodes.values()
        }, {link for link in links if link[1] in nodes}

    assert shape(workspace.view().property_graph()) == shape(tiny.view("a:plan").property_graph())


def test_what_the_format_cannot_hold_is_counted(exporters, tiny) -> None:
    _, _, losses = written(exporters["stratml"], tiny.view("a:plan"))
    assert losses == {
        "parts": 2,  # Q1 and X1
        "things": 1,  # the office, which is read as an organization
        # Up to the UN and X1 3, from plan b 4, requiredIn 1, hasPhase 2, refersTo 1, prepared 1, sameMatterAs 1.
        "links": 13,
        "claims:": 10,  # 4 of the links from plan a, 6 of those from plan b
        "roles": 1,  # the office is responsible for Building
        "values": 1,  # the other name of Leisure
    }
    assert "roles" not in written(exporters["stratml-performance"], tiny.view("a:plan"))[2]


def test_an_inferred_link_is_never_written_as_if_it_were_stated(exporters, tiny) -> None:
    text = written(exporters["stratml-performance"], tiny.view("b:plan"))[1].decode()
    assert tiny.view().on_basis("stated").property_graph() != tiny.view().property_graph()
    assert "Office" not in text
    assert "Build" in text


def test_a_plan_must_be_chosen_and_have_a_goal(exporters, tiny, shipped, project, read) -> None:
    with pytest.raises(KgraphError, match="holds one plan, and the project has 2") as error:
        written(exporters["stratml"], tiny.view())
    assert "a:plan" in error.value.hint
    with pytest.raises(KgraphError, match="has no goal"):
        written(exporters["stratml"], shipped.view("sogndal:kommuneplan"))
    assert written(exporters["stratml"], project(read("stratml", plan(goal()))[0]).view())[0] is not None


def test_the_plugins_keep_the_contract(importers, exporters, files) -> None:
    check_importer(importers["stratml"], files / "harbour.xml")
    for form in FORMS.values():
        check_exporter(exporters[form])
