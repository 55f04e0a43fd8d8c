"""Makes kgraph/front/vendor: the browser libraries of the explorer, each one classic script that sets one global.

    python docs/vendoring/build.py              writes kgraph/front/vendor
    python docs/vendoring/build.py FOLDER       writes FOLDER

It needs Python, npm and what npm fetches: just the versions of package-lock.json, whose contents are known by their
hashes, so that the same bytes come out wherever it runs; `tests/front/test_vendor.py` compares them. To take a newer
version: change it in package.json, run `npm install --package-lock-only` in this folder, and build.

Beside codemirror.js and cytoscape.js come LICENCES.txt (also in the head of each script, for its own packages, so that
a script copied into a page takes its licences along) and manifest.json (packages and versions; files and sizes).
"""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "kgraph" / "front" / "vendor"
BUNDLES = {"codemirror": ["--global-name=CodeMirror6"], "cytoscape": []}
ESBUILD = ("--bundle", "--minify", "--format=iife", "--target=es2020", "--legal-comments=none", "--log-level=warning")
COMMENT = re.compile(r"/\*[*!]?(.*?)\*/", re.DOTALL)


def build(target: Path) -> None:
    """Write the scripts, their licences and the manifest into a folder.

    Raises:
        subprocess.CalledProcessError: npm or esbuild failed; they have said why.
    """
    target.mkdir(parents=True, exist_ok=True)
    packages: dict[str, str] = {}
    licences = {}
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        shutil.copytree(HERE, work, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
        _run(work, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        for bundle, options in BUNDLES.items():
            script, inputs = _bundle(work, bundle, options)
            found = _packages(work, inputs)
            licences[bundle] = _licences(work, found, inputs)
            packages |= found
            _write(target / f"{bundle}.js", f"/*!\n{licences[bundle]}*/\n{script}")
    _write(target / "LICENCES.txt", "\n".join(f"{bundle}.js\n\n{text}" for bundle, text in licences.items()))
    files = {path.name: _measures(path) for path in sorted(target.iterdir()) if path.suffix in {".js", ".txt"}}
    manifest = {"packages": dict(sorted(packages.items())), "files": files}
    _write(target / "manifest.json", json.dumps(manifest, indent=2) + "\n")


def _run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr)  # noqa: S603


def _bundle(work: Path, bundle: str, options: list[str]) -> tuple[str, list[str]]:
    """A minified script, and the files that something of it came from."""
    out, meta = work / "out.js", work / "meta.json"
    command = ("node_modules/.bin/esbuild", f"{bundle}.mjs", *ESBUILD, *options)
    _run(work, *command, f"--outfile={out.name}", f"--metafile={meta.name}")
    inputs = json.loads(meta.read_text("utf-8"))["outputs"][out.name]["inputs"]
    return out.read_text("utf-8"), sorted(path for path, taken in inputs.items() if taken["bytesInOutput"])


def _packages(work: Path, inputs: list[str]) -> dict[str, str]:
    """The packages that files belong to, with their versions."""
    names = {match[1] for path in inputs if (match := re.match(r"node_modules/((?:@[^/]+/)?[^/]+)/", path))}
    return {name: _about(work, name)["version"] for name in sorted(names)}


def _about(work: Path, name: str) -> dict[str, str]:
    return dict(json.loads((work / "node_modules" / name / "package.json").read_text("utf-8")))


def _licences(work: Path, packages: dict[str, str], inputs: list[str]) -> str:
    """The licences of packages, one after another: a text that several share stands once, below all of them."""
    texts: dict[str, list[str]] = {}
    for name, version in packages.items():
        text = (work / "node_modules" / name / "LICENSE").read_text("utf-8").strip()
        texts.setdefault(text, []).append(f"{name} {version} ({_about(work, name)['license']})")
    # What a package has taken over from others says so in a comment, which the minified script has lost.
    for path in inputs:
        for comment in COMMENT.findall((work / path).read_text("utf-8")):
            if re.search(r"licen[cs]e|copyright", comment, re.IGNORECASE):
                text = re.sub(r"^ *\*+ ?", "", comment, flags=re.MULTILINE).strip()
                texts.setdefault(text, []).append(f"In {path.removeprefix('node_modules/')}")
    parts = ["\n".join(dict.fromkeys(heads)) + "\n\n" + text for text, heads in texts.items()]
    if "cytoscape" in packages:
        parts.append((work / "inside.txt").read_text("utf-8").strip())
    return f"\n\n{'-' * 72}\n\n".join(parts) + "\n"


def _measures(path: Path) -> dict[str, str | int]:
    content = path.read_bytes()
    # How well gzip packs differs a little from one machine to another.
    packed = len(gzip.compress(content, 9, mtime=0))
    return {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "gzip": packed}


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if sys.argv[1:] else TARGET)
