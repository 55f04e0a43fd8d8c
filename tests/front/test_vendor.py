"""The libraries of others that the page loads are what their manifest, their licences and their lockfile say."""

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kgraph.front import FOLDER

VENDOR = FOLDER / "vendor"
VENDORING = Path(__file__).parents[2] / "docs" / "vendoring"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text("utf-8"))
SCRIPTS = ("codemirror.js", "cytoscape.js")
# So that the first view, which has the editor and our own modules, stays under 250 kB.
MOST = {"codemirror.js": 125_000, "cytoscape.js": 185_000, "LICENCES.txt": 10_000}


def _code(name: str) -> str:
    """A script without the licences in its head."""
    header, code = (VENDOR / name).read_text("utf-8").split("*/", 1)
    assert header.startswith("/*!\n")
    return code


def test_the_manifest_names_every_file_with_its_hash_and_sizes() -> None:
    assert {*MANIFEST["files"], "manifest.json"} == {path.name for path in VENDOR.iterdir()}
    for name, said in MANIFEST["files"].items():
        content = (VENDOR / name).read_bytes()
        assert (said["sha256"], said["size"]) == (hashlib.sha256(content).hexdigest(), len(content)), name
        assert said["gzip"] == pytest.approx(len(gzip.compress(content, 9)), rel=0.02), name


@pytest.mark.parametrize("name", MOST)
def test_a_file_is_small_when_packed(name: str) -> None:
    assert len(gzip.compress((VENDOR / name).read_bytes(), 9)) < MOST[name]


def test_the_packages_are_those_of_the_lockfile_and_each_has_its_licence() -> None:
    locked = json.loads((VENDORING / "package-lock.json").read_text("utf-8"))["packages"]
    texts = (VENDOR / "LICENCES.txt").read_text("utf-8")
    asked = json.loads((VENDORING / "package.json").read_text("utf-8"))["dependencies"]
    assert asked.items() <= MANIFEST["packages"].items()
    assert {"layout-base", "cose-base", "style-mod"} <= set(MANIFEST["packages"])
    for name, version in MANIFEST["packages"].items():
        entry = locked[f"node_modules/{name}"]
        assert entry["version"] == version
        assert f"\n{name} {version} ({entry['license']})\n" in texts
        assert entry["license"] == "MIT"


def test_a_script_takes_its_licences_along() -> None:
    texts = (VENDOR / "LICENCES.txt").read_text("utf-8")
    heads = {name: (VENDOR / name).read_text("utf-8").split("*/", 1)[0].removeprefix("/*!\n") for name in SCRIPTS}
    assert "\n".join(f"{name}\n\n{head}" for name, head in heads.items()) == texts
    assert "cytoscape-fcose" not in heads["codemirror.js"]
    # What layout-base has taken over from another work.
    assert "Apache License\n" in heads["cytoscape.js"]


def test_no_file_names_where_packages_are_fetched() -> None:
    for path in VENDORING.iterdir():
        if path.is_file():
            assert not re.search(r"resolved\"|registry\.|https?://", path.read_text("utf-8")), path


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_asks_no_one_for_anything_and_can_stand_in_a_page(name: str) -> None:
    code = _code(name)
    # The name of a namespace is no address.
    addresses = set(re.findall(r"https?://[^\s\"'`)]+", code)) - {"http://www.w3.org/2000/svg"}
    assert addresses == set()
    assert not re.search(
        r"sourceMappingURL|XMLHttpRequest|\bfetch\(|WebSocket|EventSource|sendBeacon|importScripts", code
    )
    assert not re.search(r"</script|<!--", code, re.IGNORECASE)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_makes_no_code_from_text(name: str) -> None:
    # lodash asks for the global object so where `self` is not it, which no browser has.
    code = re.sub(
        r'=typeof self=="object"&&self&&self\.Object===Object&&self,\w+=\w+\|\|\w+\|\|Function\("return this"\)',
        "",
        _code(name),
    )
    assert not re.search(r"\beval\(|\bFunction\(|set(?:Timeout|Interval)\([\"'`]", code)


def test_the_lockfile_makes_the_very_same_files(tmp_path: Path) -> None:
    must = os.environ.get("CI") == "true"
    if shutil.which("npm") is None:
        assert not must, "npm is not installed"
        pytest.skip("npm is not installed")
    command = [sys.executable, str(VENDORING / "build.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and not must:
        pytest.skip("npm could not fetch the packages")
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in VENDOR.iterdir()}
    for name in MANIFEST["files"]:
        assert (tmp_path / name).read_bytes() == (VENDOR / name).read_bytes(), name
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8"))["packages"] == MANIFEST["packages"]
