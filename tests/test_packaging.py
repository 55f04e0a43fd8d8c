"""What is shipped is found, and is the same, in a checkout, in an editable install and in a wheel."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

from kgraph.project import FOLDERS

ROOT = Path(__file__).parents[1]
# What a program sees of the shipped project: the files by name and size, and an answer.
LOOK = """
import json, os, kgraph
from kgraph.project import FOLDERS, Project, shipped, shipped_root
project = Project(None)
files = {}
for folder in FOLDERS:
    for place, below, names in os.walk(shipped(folder)):
        below[:] = [name for name in below if name != "__pycache__"]
        for name in names:
            path = os.path.join(place, name)
            files[os.path.relpath(path, shipped(folder)).replace(os.sep, "/") + " of " + folder] = os.path.getsize(path)
answer = kgraph.open().ask("measures that support sdg:11 show evidence")
print(json.dumps({
    "package": os.path.dirname(kgraph.__file__),
    "root": str(shipped_root()),
    "files": files,
    "sources": [source.name for source in project.sources()],
    "shapes": [path.name for path in project.shapes()],
    "answer": answer.as_json(),
}))
"""


def _look(cache: Path, **environment: str) -> dict:
    """What a program that stands at the root of the machine sees."""
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd="/",
        env={**plain, "KGRAPH_CACHE_DIR": str(cache), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", ".", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder))
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the wheel is installed into."""
    folder = tmp_path_factory.mktemp("site")
    _pip("install", "--no-deps", "--no-compile", "--target", str(folder), str(wheel))
    return folder


@pytest.fixture(scope="module")
def editable(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """What is seen from the environment that the tests run in."""
    return _look(tmp_path_factory.mktemp("cache"))


def test_a_checkout_an_editable_install_and_a_wheel_ship_the_same(
    editable: dict, installed: Path, tmp_path: Path
) -> None:
    checkout = _look(tmp_path / "checkout", PYTHONPATH=str(ROOT))
    wheel = _look(tmp_path / "wheel", PYTHONPATH=str(installed))
    assert Path(wheel.pop("package")) == installed / "kgraph"
    assert Path(wheel.pop("root")) == installed / "kgraph" / "_bundled"
    assert {Path(each.pop("package")) for each in (checkout, editable.copy())} == {ROOT / "kgraph"}
    assert Path(checkout.pop("root")) == Path(editable["root"]) == ROOT
    assert checkout == wheel == {key: editable[key] for key in checkout}
    assert wheel["answer"]["rows"]
    assert "data/sogn" in wheel["sources"]
    assert {name.rpartition(" of ")[2] for name in wheel["files"]} == set(FOLDERS)


def test_the_command_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kgraph", "ask", "SDG goals", "--format", "json"],
        cwd="/",
        env={**os.environ, "KGRAPH_CACHE_DIR": str(tmp_path), "PYTHONPATH": str(installed)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["total"] == 17


def test_a_folder_can_be_put_in_place_of_a_shipped_one(editable: dict, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for name in ("sdg.ttl", "sogn.ttl", "sogn-inferred.ttl", "common.ttl"):
        (data / name).write_bytes((ROOT / "data" / name).read_bytes())
    seen = _look(tmp_path / "cache", KGRAPH_DATA_DIR=str(data))
    assert Path(seen["root"]) == tmp_path
    assert "data/sogn" in seen["sources"]
    assert "data/sogndal" not in seen["sources"]
    assert seen["answer"]["rows"]
    assert [name for name in seen["sources"] if name.startswith("ontology")] == [
        name for name in editable["sources"] if name.startswith("ontology")
    ]


def _strays(names: list[str], tracked: set[str]) -> list[str]:
    """The files of a wheel that come from no file of the repository; its papers aside."""
    strays = []
    for name in names:
        top, _, rest = name.partition("/")
        if top.endswith(".dist-info"):
            continue
        bundled = rest.removeprefix("_bundled/")
        source = bundled if bundled != rest else name
        own = bundled.split("/")[0] in FOLDERS if bundled != rest else top == "kgraph"
        if not own or source not in tracked:
            strays.append(name)
    return strays


def test_a_stray_file_is_seen() -> None:
    tracked = {"kgraph/a.py", "data/b.ttl", "tests/c.py"}
    names = ["kgraph/a.py", "kgraph/_bundled/data/b.ttl", "kgraph-1.dist-info/METADATA"]
    strays = ["kgraph/x.py", "kgraph/_bundled/data/x.ttl", "kgraph/_bundled/tests/c.py", "tests/c.py", "data/b.ttl"]
    assert _strays(names + strays, tracked) == strays


def test_the_wheel_holds_every_file_of_the_package_and_no_stray_one(wheel: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("no repository here")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    tracked = {name for name in listed.decode("utf-8").split("\0") if name}
    if not tracked:
        pytest.skip("nothing is tracked yet")
    names = ZipFile(wheel).namelist()
    assert _strays(names, tracked) == []
    wanted = {name for name in tracked if name.startswith("kgraph/")}
    wanted |= {f"kgraph/_bundled/{name}" for name in tracked if name.split("/")[0] in FOLDERS}
    assert wanted - set(names) == set()


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        papers = next(name for name in names if name.endswith(".dist-info/METADATA")).rpartition("/")[0]
        metadata = archive.read(f"{papers}/METADATA").decode("utf-8")
        commands = archive.read(f"{papers}/entry_points.txt").decode("utf-8")
    assert f"\nVersion: {project['version']}\n" in metadata
    assert "kgraph = kgraph.__main__:main" in commands
    assert f"{papers}/licenses/LICENSE" in names
    assert "kgraph/py.typed" in names
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]
