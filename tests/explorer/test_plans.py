"""Plans as a whole over HTTP: what the command line says, and what is counted by hand in the tiny plans."""

import json
from io import BytesIO

import openpyxl
import pytest

TINY = "tests/projects/tiny"
pytestmark = pytest.mark.usefixtures("english")
MATRIX = {"rows": "FocusArea", "columns": "SDGGoal"}


@pytest.fixture
def said(here, request):
    """What a command prints about the tiny plans."""

    def command(*arguments: str) -> str:
        code, out, err = here(*arguments, "--project", str(request.config.rootpath / TINY))
        assert code == 0, err
        return out

    return command


def lights(part: dict) -> list[tuple[int, int]]:
    return [(light["count"], light["of"]) for light in part["lights"]]


def every_part(part: dict):
    yield part
    for child in part["children"]:
        yield from every_part(child)


def square(matrix: dict, row: str, column: str) -> dict:
    down = [each["code"] for each in matrix["rows"]].index(row)
    across = [each["code"] for each in matrix["columns"]].index(column)
    return matrix["cells"][down][across]


def codes(answer: dict) -> list[str]:
    return [row[0]["code"] for row in answer["rows"]]


# ---- the plan


def test_the_lights_of_a_part_are_those_counted_by_hand(served):
    tree = served.get("/api/plan", plan="a:plan", lang="en").json()
    parts = {part["thing"]["code"]: part for part in every_part(tree)}
    # a:1.1 and its two sub-strategies have measures: M1, M1.1, M2, all paid and owned; Mending leads to no SDG goal.
    assert lights(parts["a:1.1"]) == [(3, 3), (3, 3), (3, 3), (2, 3)]
    assert [light["state"] for light in parts["a:1.1"]["lights"]] == ["good", "good", "good", "partly"]
    # Nothing supports a:2.1.
    assert [light["state"] for light in parts["a:2.1"]["lights"]] == ["lacking", "unasked", "unasked", "lacking"]
    assert [child["thing"]["code"] for child in parts["a:1"]["children"]] == ["a:1.1", "a:1.2"]


def test_the_question_behind_a_light_gives_what_it_counts(served):
    tree = served.get("/api/plan", plan="a:plan", lang="nn").json()
    asked = 0
    for part in every_part(tree):
        for light in part["lights"]:
            if not light["question"]:
                continue
            answer = served.get("/api/ask", question=light["question"], lang="nn").json()
            asked += 1
            if light["about"] in {"money", "owners"}:
                assert len(answer["rows"]) == light["of"]
                assert sum(bool(row[1]) for row in answer["rows"]) == light["count"]
            elif not light["count"]:
                assert answer["rows"] == []
    assert asked > 10


def test_of_several_plans_one_must_be_chosen(served):
    reply = served.get("/api/plan", lang="en")
    assert reply.status_code == 400
    assert reply.json()["hint"] == "Alfa (a:plan) · Beta (b:plan)"
    assert served.get("/api/plan", plan="nowhere").status_code == 400


# ---- gaps


@pytest.mark.parametrize("given", [{"plan": "a:plan"}, {"kind": "measure", "rule": "measure-without-budget"}])
def test_the_gaps_are_those_of_the_command_line(served, said, given):
    options = [f"--{name}={value}" for name, value in given.items()]
    found = served.get("/api/gaps", lang="en", **given).json()
    assert found == json.loads(said("gaps", "--format", "json", "--lang", "en", *options))
    assert found["gaps"]


def test_the_gaps_as_files_are_those_of_the_command_line(served, said):
    reply = served.get("/api/gaps", plan="b:plan", lang="nn", format="csv")
    assert reply.text.replace("\r\n", "\n") == said("gaps", "--plan=b:plan", "--format", "csv", "--lang", "nn").replace(
        "\r\n", "\n"
    )
    assert reply.headers["Content-Disposition"].startswith("attachment")
    found = served.get("/api/gaps", plan="b:plan", lang="nn").json()["gaps"]
    book = openpyxl.load_workbook(BytesIO(served.get("/api/gaps", plan="b:plan", lang="nn", format="xlsx").content))
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {gap["reason"] for gap in found} <= texts


@pytest.mark.parametrize(
    "given", [{"rule": "nothing"}, {"kind": "nothing"}, {"format": "nothing"}, {"plan": "nothing"}]
)
def test_gaps_of_what_there_is_not_are_refused_in_words(served, given):
    reply = served.get("/api/gaps", **given)
    assert (reply.status_code, bool(reply.json()["detail"])) == (400, True)


# ---- coverage


def test_the_question_of_each_cell_gives_exactly_the_things_it_counts(served):
    matrix = served.get("/api/coverage", **MATRIX, lang="nb").json()
    # M1, and M1.1 in it, by Building to sdg:11.1; M3 by Music to 11.4, and itself to 8.9.
    squares = [("a:1.1", "sdg:8"), ("a:1.1", "sdg:11"), ("a:1.2", "sdg:8"), ("a:1.2", "sdg:11")]
    assert [square(matrix, *place)["count"] for place in squares] == [0, 2, 1, 1]
    cells = [cell for row in matrix["cells"] for cell in row]
    for cell, row in zip(cells, matrix["answer"]["rows"], strict=True):
        if cell["count"] or row[1]["code"] == "sdg:11":
            answer = served.get("/api/ask", question=cell["question"], lang="nb").json()
            assert codes(answer) == [each["code"] for each in row[7] or []]
            assert len(codes(answer)) == cell["count"]


def test_coverage_as_files_is_that_of_the_command_line(served, said):
    for form in ("excel", "csv", "html"):
        ours = served.get("/api/coverage", **MATRIX, lang="en", format=form)
        theirs = said("coverage", "focus area", "SDG goal", "--format", form, "--lang", "en")
        assert ours.content.decode().replace("\r\n", "\n") == theirs.replace("\r\n", "\n")
    assert served.get("/api/coverage", **MATRIX, format="svg").headers["Content-Type"] == "image/svg+xml"


def test_an_analysis_is_that_of_the_command_line(served, said):
    found = served.get("/api/analyse", name="levels", param="form=numbers", lang="en").json()
    assert found == json.loads(said("analyse", "levels", "--param", "form=numbers", "--format", "json", "--lang", "en"))
    assert served.get("/api/analyse", name="nothing").status_code == 400


def test_a_picture_is_that_of_the_exporter(served, said, tmp_path):
    file = tmp_path / "plan.svg"
    said("export", "sankey", str(file), "--plan", "a:plan", "--lang", "en")
    reply = served.get("/api/picture", name="sankey", plan="a:plan", lang="en")
    assert (reply.content, reply.headers["Content-Type"]) == (file.read_bytes(), "image/svg+xml")
    assert served.get("/api/picture", name="png").json()["hint"] == "svg · sankey · sunburst"


# ---- what if


def supposed(served, **changes: object) -> dict:
    return served.get("/api/scenario", **MATRIX, lang="en", **changes).json()


def levels(found: dict, when: str, plan: str) -> dict[str, list]:
    answer = found["levels"][when]
    return {row[1]["label"]: row[2:] for row in answer["rows"] if row[0]["code"] == plan}


def test_without_a_measure_its_goals_lose_their_cover(served):
    found = supposed(served, away="b:M1")
    assert found["question"] == "suppose no b:M1: count measures per SDG goal"
    before, after = found["before"], found["after"]
    # b:M1 and its part b:M1.1 went to a:1.1, which itself still leads to sdg:11.
    assert [square(each, "a:1.1", "sdg:11")["count"] for each in (before, after)] == [2, 0]
    assert [square(each, "a:1.1", "sdg:11")["state"] for each in (before, after)] == ["inferred", "planned"]
    assert (before["whole"], after["whole"]) == (3, 1)
    # Seven measures, of which b:M1, b:M1.1 and b:M1.2 are gone.
    assert [levels(found, when, "b:plan")["measures"][0] for when in ("before", "after")] == [7, 4]
    question = square(after, "a:1.1", "sdg:11")["question"]
    assert question == "suppose no b:M1: measures with a:1.1 and with sdg:11"
    rows = served.get("/api/ask", question=question, lang="en").json()["rows"]
    assert [(thing["code"], when) for thing, when in rows] == [("b:M1", "before"), ("b:M1.1", "before")]
    # What is counted elsewhere stays.
    kept = served.get("/api/ask", question=square(after, "a:1.2", "sdg:11")["question"], lang="en").json()["rows"]
    assert [(thing["code"], when) for thing, when in kept] == [("b:M3", "before and after")]


def test_a_link_covers_more_and_nothing_is_saved(served):
    found = supposed(served, link="b:M2 supports sdg:9")
    assert [square(found[when], "a:1.1", "sdg:9")["count"] for when in ("before", "after")] == [0, 1]
    assert square(found["after"], "a:1.1", "sdg:9")["beside"] is True
    assert (found["before"]["whole"], found["after"]["whole"]) == (3, 4)
    assert served.get("/api/coverage", **MATRIX, lang="en").json() == found["before"]


def test_a_budget_shows_in_the_levels_and_a_link_can_be_supposed_away(served):
    found = supposed(served, value="b:M4 budget 5000", unlink="b:M3 supports sdg:8.9")
    # Five of the seven measures have money, b:M4 would be the sixth.
    assert [levels(found, when, "b:plan")["measures"][2] for when in ("before", "after")] == ["5 (71%)", "6 (86%)"]
    assert [square(found[when], "a:1.2", "sdg:8")["count"] for when in ("before", "after")] == [1, 0]


@pytest.mark.parametrize(
    "changes", [{}, {"away": "nowhere"}, {"link": "b:M1 supports"}, {"value": "b:M1"}, {"link": "b:M1 eats a:1"}]
)
def test_what_cannot_be_supposed_is_refused_in_words(served, changes):
    reply = served.get("/api/scenario", **MATRIX, lang="en", **changes)
    assert (reply.status_code, bool(reply.json()["detail"])) == (400, True)
