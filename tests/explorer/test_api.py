"""The API is what its description says, whatever it is sent, and says what the command line says."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from kgraph import front
from kgraph.render import FORMATS

TINY = Path(__file__).parents[1] / "projects" / "tiny"
HEAVIEST = 250_000
# A question in Spor, a name or a query that fits its schema need not be one: those are refused in words.
UNCHECKED = "positive_data_acceptance"
HOOKS = """
import schemathesis

@schemathesis.serializer("application/sparql-query")
def query(_context, value):
    return str(value).encode("utf-8", "replace")
"""
# What there is in the tiny plans, so that answers are met too.
CONFIGURATION = 'hooks = "hooks"\n[parameters]\nplan = "b:plan"\n'
ALIKE = {
    "an answer": (
        ("/api/ask", {"question": "measures that support sdg:8 show budget", "evidence": "true"}),
        ("ask", "measures that support sdg:8 show budget", "--evidence"),
    ),
    "a matrix": (("/api/ask", {"question": "count measures per SDG goal by year"}),
                 ("ask", "count measures per SDG goal by year")),
    "a chain": (("/api/ask", {"question": "why does b:M3 support sdg:8"}), ("why", "b:M3", "support", "sdg:8")),
    "stated alone": (("/api/ask", {"question": "measures that support which SDG goals", "basis": "stated"}),
                     ("ask", "measures that support which SDG goals", "--basis", "stated")),
    "a parameter": (("/api/ask", {"question": "measures under $plan", "param": "plan=b:plan"}),
                    ("ask", "measures under $plan", "--param", "plan=b:plan")),
    "in Nynorsk": (("/api/ask", {"question": "measures", "lang": "nn"}), ("ask", "measures")),
    "gaps": (("/api/gaps", {}), ("gaps",)),
    "gaps of a plan": (("/api/gaps", {"plan": "b:plan", "rule": "goal-without-measure"}),
                       ("gaps", "--plan", "b:plan", "--rule", "goal-without-measure")),
    "levels": (("/api/analyse", {"name": "levels"}), ("analyse", "levels")),
    "an analysis with a value": (("/api/analyse", {"name": "levels", "param": "form=numbers", "plan": "a:plan"}),
                                 ("analyse", "levels", "--param", "form=numbers", "--plan", "a:plan")),
    "coverage": (("/api/coverage", {"rows": "measures", "columns": "SDG goals", "format": "json"}),
                 ("coverage", "measures", "SDG goals")),
}  # fmt: skip


@pytest.fixture(scope="module")
def described(served):
    return served.get("/api/openapi.json").json()


@pytest.mark.no_cover
def test_schemathesis_finds_nothing(served, tmp_path):
    (tmp_path / "schemathesis.toml").write_text(CONFIGURATION)
    (tmp_path / "hooks.py").write_text(HOOKS)
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{served.address}/api/openapi.json"]
    options = ["--phases=examples,coverage,fuzzing", "--max-examples=3", "--seed=6", "--no-color", "--warnings=off"]
    done = subprocess.run(
        [*command, *options, f"--exclude-checks={UNCHECKED}"],
        cwd=tmp_path,
        env={**os.environ, "NO_PROXY": "*", "PYTHONPATH": str(tmp_path), "PYTHONWARNINGS": "default"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    generated, passed = map(int, re.search(r"(\d+) generated, (\d+) passed", done.stdout).groups())
    assert generated == passed > 1000


def test_every_path_has_an_example_that_is_answered(described, served):
    """What the description shows is met with 200, and with what its schema says."""
    for path, operations in described["paths"].items():
        operation = operations["get"]
        given = {each["name"]: each["example"] for each in operation.get("parameters", []) if "example" in each}
        # Its example is the graph near a thing, where the answer has others.
        given.pop("question", None) if path == "/api/export" else None
        reply = served.get(path, **{"plan": "b:plan", **given} if path == "/api/plan" else given)
        assert reply.status_code == 200, (path, reply.text)
        media = reply.headers["content-type"]
        said = {name.partition(";")[0] for name in operation["responses"]["200"]["content"]}
        assert media.partition(";")[0] in said, path
        schema = operation["responses"]["200"]["content"].get(media, {}).get("schema")
        assert schema or media != "application/json" or path in {"/api/answer", "/sparql"}, path
        if schema:
            jsonschema.Draft202012Validator({**schema, "components": described["components"]}).validate(reply.json())


def test_a_schema_is_one_that_can_be_broken(described):
    schema = described["paths"]["/api/ask"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    validator = jsonschema.Draft202012Validator({**schema, "components": described["components"]})
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({"question": "measures"})


def test_another_method_is_told_which_there_are(described, served):
    for path in described["paths"]:
        reply = served.send("PUT", path)
        allowed = {"GET", "HEAD", "POST"} if path == "/sparql" else {"GET", "HEAD"}
        assert (reply.status_code, set(reply.headers["allow"].split(", "))) == (405, allowed), path
        assert reply.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("case", ALIKE)
def test_the_api_and_the_command_line_say_the_same(case, served, here):
    (path, values), words = ALIKE[case]
    language = values.get("lang", "en")
    _, out, err = here(*words, "--lang", language, "--project", str(TINY), "--format", "json")
    assert err == ""
    told = json.loads(out)
    assert served.get(path, **{"lang": language, **values}).json() == told
    assert {"rows", "gaps"} & set(told)


def test_an_answer_as_json_is_the_same_file_as_the_command_writes(served):
    found = served.get("/api/answer", question="measures", format="json", lang="en").json()
    assert found == served.get("/api/ask", question="measures", lang="en").json()
    assert "json" in FORMATS


def test_the_first_view_is_light(served_shipped):
    """The page where questions are asked, as a browser fetches it: its scripts, styles, words, editor and data."""
    page = served_shipped.get("/").text
    styles = re.findall(r'href="(front/[^"]+\.css)"', page)
    scripts = [f"front/{name}" for name in [*front.modules(), "vendor/codemirror.js", "words/nn.json"]]
    paths = ["", *styles, *scripts, "api/about?lang=nn", "api/queries?lang=nn"]
    sizes = {}
    for path in paths:
        reply = served_shipped.get(f"/{path}", headers={"Accept-Encoding": "gzip"})
        assert reply.status_code == 200, path
        sizes[path] = int(reply.headers["content-length"])
    assert len(styles) > 2
    assert sum(sizes.values()) < HEAVIEST, sizes
