"""Which projects' own plugins may run: kept in the user's configuration, by folder and by what the files hold.

A project cannot trust itself: only `kgraph trust` writes here. A changed plugin must be trusted anew.
"""

import hashlib
import json
import os
from pathlib import Path

from kgraph.caches import platform
from kgraph.errors import KgraphError
from kgraph.messages import say

TRUSTED = "trusted.json"
SKIPPED = {"__pycache__"}


def configuration_dir() -> Path:
    """The folder of the user's own configuration."""
    if named := os.environ.get("KGRAPH_CONFIG_DIR"):
        return Path(named)
    if platform().startswith("linux"):
        # What platformdirs answers here, without the time that its import takes.
        return Path(os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")) / "kgraph"
    from platformdirs import user_config_dir

    return Path(user_config_dir("kgraph", appauthor=False))


def plugin_files(folder: Path) -> list[Path]:
    """Every file under a folder of plugins, what links lead to included; ordered."""
    found, seen = [], set()
    for place, below, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        below[:] = [] if real in seen else sorted(each for each in below if each not in SKIPPED)
        seen.add(real)
        found += [Path(place, name) for name in sorted(names)]
    return found


def content_of(folder: Path) -> str:
    """A digest of the names and the contents of every file under a folder.

    Raises:
        OSError: one cannot be read.
    """
    digest = hashlib.blake2b(digest_size=32)
    for path in plugin_files(folder):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def trusted(language: str = "en") -> dict[str, str]:
    """The trusted folders, with the digest of what each held then.

    Raises:
        KgraphError: the file is there but cannot be read.
    """
    path = configuration_dir() / TRUSTED
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(folder): str(digest) for folder, digest in found.items()}
    except (OSError, ValueError, AttributeError):
        hint = say(language, "trust_unreadable_hint", path=path)
        raise KgraphError(say(language, "unreadable_list", path=path), hint=hint, language=language) from None


def is_trusted(folder: Path, language: str = "en") -> bool:
    """Whether the plugins in a folder are, as they stand now, those that the user trusted."""
    known = trusted(language).get(str(folder.resolve()))
    try:
        return known is not None and known == content_of(folder)
    except OSError:
        return False


def trust(folder: Path, language: str = "en") -> None:
    """Trust the plugins in a folder as they stand now.

    Raises:
        KgraphError: a file cannot be read, or the configuration cannot be written.
    """
    try:
        content = content_of(folder)
    except OSError as error:
        message = say(language, "unreadable", path=error.filename, error=error.strerror)
        raise KgraphError(message, language=language) from None
    _write({**trusted(language), str(folder.resolve()): content}, language)


def distrust(folder: Path, language: str = "en") -> bool:
    """Trust the plugins in a folder no longer; whether they were trusted."""
    known = trusted(language)
    if str(folder.resolve()) not in known:
        return False
    del known[str(folder.resolve())]
    _write(known, language)
    return True


def _write(known: dict[str, str], language: str) -> None:
    path = configuration_dir() / TRUSTED
    temporary = path.with_name(f"{TRUSTED}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(known, file, ensure_ascii=False, indent=2, sort_keys=True)
        os.replace(temporary, path)
    except OSError as error:
        message = say(language, "unwritable", path=path, error=error.strerror)
        raise KgraphError(message, language=language) from None
