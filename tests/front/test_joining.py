"""Our modules join into one script as they are written, or it is said which line of which module stands in the way."""

from pathlib import Path

import pytest

from kgraph import front
from kgraph.front import ModuleError, files, joined, media_type, modules, read

DOM = """\
// Elements.
export const SIGNS = ["<"];

export function h(name) {
  const made = name;
  return made;
}
"""
STATE = """\
// The state.
import { h } from "./dom.js";

let count = 0;
export class State {}
export async function load(say = (word) => h(word)) {
  return await say(count);
}
"""
EXPLORER = """\
import { State, load } from "./state.js";
import { SIGNS, h } from "./dom.js";

load(new State(), SIGNS, h);
"""
JOINED = """\
(() => {
"use strict";
// dom.js
// Elements.
const SIGNS = ["<"];

function h(name) {
  const made = name;
  return made;
}
// state.js
// The state.

let count = 0;
class State {}
async function load(say = (word) => h(word)) {
  return await say(count);
}
// explorer.js

load(new State(), SIGNS, h);
})();
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"dom.js": DOM, "state.js": STATE, "explorer.js": EXPLORER}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_module_stands_after_what_it_imports(folder: Path) -> None:
    assert modules(folder) == ("dom.js", "state.js", "explorer.js")


def test_the_modules_become_one_script(folder: Path) -> None:
    assert joined(folder) == JOINED


def test_our_own_modules_keep_the_rules() -> None:
    script = joined()
    assert sorted(modules()) == sorted(path.name for path in front.FOLDER.glob("*.js"))
    assert all(f"\n// {name}\n" in script for name in modules())


@pytest.mark.parametrize(
    "text, message",
    [
        ('import h from "./dom.js";', "line 1: an import is one line"),
        ('import { h as make } from "./dom.js";', "line 1: an import is one line"),
        ('import * as dom from "./dom.js";', "line 1: an import is one line"),
        ('import "./dom.js";', "line 1: an import is one line"),
        ('import {\n  h,\n} from "./dom.js";', "line 1: an import is one line"),
        ('import { h } from "../dom.js";', "line 1: an import is one line"),
        ('import { h } from "./dom.js"; h();', "line 1: an import is one line"),
        ('const a = 1;\n\nimport { h } from "./dom.js";', "line 3: imports stand at the top"),
        ('import { h, j, g } from "./dom.js";', "line 1: dom.js does not export g, j"),
        ('import { made } from "./dom.js";', "line 1: dom.js does not export made"),
        ("export default h;", "line 1: an export stands before"),
        ("export { a };", "line 1: an export stands before"),
        ("export let a = 1;", "line 1: an export stands before"),
        ('export * from "./dom.js";', "line 1: an export stands before"),
        ("export const { a } = b;", "line 1: a top-level declaration names one thing"),
        ("const [a, b] = c;", "line 1: a top-level declaration names one thing"),
        ("const a = await b();", "line 1: no top-level await"),
        ("await b();", "line 1: no top-level await"),
        ("for await (const a of b) c();", "line 1: no top-level await"),
        ('function a() {\n  return import("./dom.js");\n}', "line 2: no dynamic import"),
        ("const a = import.meta.url;", "line 1: no dynamic import"),
        ('const a = "</SCRIPT>";', "line 1: the offline page would end here"),
        ('const a = "<!--";', "line 1: the offline page would end here"),
        ("function h() {}", "line 1: h is also a name of dom.js"),
        ("\nconst State = 1;", "line 2: State is also a name of state.js"),
        ("export class count {}", "line 1: count is also a name of state.js"),
    ],
)
def test_a_broken_rule_is_told_with_its_line(folder: Path, text: str, message: str) -> None:
    (folder / "view.js").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(ModuleError) as told:
        joined(folder)
    assert str(told.value).startswith(f"view.js, {message}")


@pytest.mark.parametrize(
    "text",
    [
        "const view = async () => await load();",
        "function view() {\n  const made = 1;\n  const h = made;\n  return h;\n}",
        "// import(x) is not used, nor import.meta\nconst important = 1;",
        '/* A page.\n * import { a } */\nimport { h } from "./dom.js";\nimportant(h);',
        "export const view = { export: 1, import: 2 };",
        "function* view() {}",
    ],
)
def test_what_keeps_the_rules_is_joined(folder: Path, text: str) -> None:
    (folder / "view.js").write_text(text + "\n", encoding="utf-8")
    last = text.rpartition("\n")[2].removeprefix("export ")
    assert f"{last}\n}})();\n" in joined(folder)


def test_a_module_that_is_not_there_is_told(folder: Path) -> None:
    (folder / "view.js").write_text('import { a } from "./gone.js";\n', encoding="utf-8")
    with pytest.raises(ModuleError, match=r"^view\.js: imports gone\.js, which is not there$"):
        modules(folder)


def test_a_circle_of_imports_is_told(folder: Path) -> None:
    (folder / "dom.js").write_text('import { load } from "./state.js";\n' + DOM, encoding="utf-8")
    with pytest.raises(ModuleError, match=r"in a circle: dom\.js -> state\.js -> dom\.js$"):
        joined(folder)


def test_the_files_are_read_by_name_and_no_others(folder: Path) -> None:
    (folder / "words").mkdir()
    (folder / "words" / "nn.json").write_text('{"a": "å"}', encoding="utf-8")
    (folder / "__init__.py").touch()
    assert files(folder) == ("dom.js", "explorer.js", "state.js", "words/nn.json")
    assert read("words/nn.json", folder) == '{"a": "å"}'.encode()
    for name in ("__init__.py", "words", "", "/etc/passwd", "words/../dom.js", "../x.js", "words\\nn.json", "./dom.js"):
        with pytest.raises(FileNotFoundError):
            read(name, folder)


def test_every_file_has_a_media_type() -> None:
    assert "vendor/cytoscape.js" in files()
    assert {media_type(name) for name in files()} <= set(front.MEDIA_TYPES.values())
    assert media_type("words/nn.json") == "application/json"
    assert media_type("index.html").startswith("text/html")
    assert read("vendor/LICENCES.txt").startswith(b"codemirror.js\n")


def test_no_shipped_file_is_overlooked() -> None:
    there = {path for path in front.FOLDER.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}}
    assert {path.relative_to(front.FOLDER).as_posix() for path in there} == set(files())
