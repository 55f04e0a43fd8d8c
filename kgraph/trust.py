"""Which projects' own plugins may run: kept in the user's configuration, by folder and by what the files hold.

A project cannot trust itself: only `kgraph trust` writes here, and a configuration folder that is named relative to
where one stands is not heard. A changed plugin must be trusted anew; what runs is what was read then.
"""

import contextlib
import errno
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from kgraph.caches import platform
from kgraph.errors import KgraphError
from kgraph.messages import say

TRUSTED = "trusted.json"
# More than any plugins need: a link to the root of the disk would be followed without an end.
MOST_FILES, MOST_BYTES = 1000, 20_000_000


def configuration_dir() -> Path:
    """The folder of the user's own configuration; a relative one is not heard (as the XDG specification has it)."""
    if os.path.isabs(named := os.environ.get("KGRAPH_CONFIG_DIR", "")):
        return Path(named)
    if platform().startswith("linux"):
        # What platformdirs answers here, without the time that its import takes.
        home = os.environ.get("XDG_CONFIG_HOME", "")
        return Path(home if os.path.isabs(home) else os.path.expanduser("~/.config")) / "kgraph"
    from platformdirs import user_config_dir

    return Path(user_config_dir("kgraph", appauthor=False))


def read_plugins(folder: Path) -> dict[str, bytes]:
    """Every file under a folder of plugins with its content, by path; bytecode and what is hidden aside.

    Raises:
        OSError: one cannot be read, or there are far too many.
    """
    found: dict[str, bytes] = {}
    size = 0
    for path in _files(folder):
        with path.open("rb") as file:
            content = file.read(MOST_BYTES)
        found[path.relative_to(folder).as_posix()] = content
        size += len(content)
        if size >= MOST_BYTES or len(found) > MOST_FILES:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(folder))
    return found


def _files(folder: Path) -> list[Path]:
    """The files, those that links lead to included."""
    found: list[Path] = []
    seen: set[str] = set()
    for place, below, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        shown = sorted(each for each in below if not each.startswith(".") and each != "__pycache__")
        below[:] = [] if real in seen or len(found) > MOST_FILES else shown
        seen.add(real)
        found += [Path(place, name) for name in sorted(names) if not name.startswith(".")]
    return [path for path in found if path.is_file()]


def _digest(files: Mapping[str, bytes]) -> str:
    digest = hashlib.blake2b(digest_size=32)
    for name, content in files.items():
        digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content)
    return digest.hexdigest()


def trusted(language: str = "en") -> dict[str, str]:
    """The trusted folders, with the digest of what each held then.

    Raises:
        KgraphError: the list is there but cannot be read.
    """
    path = configuration_dir() / TRUSTED
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(folder): str(digest) for folder, digest in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError):
        hint = say(language, "trust_unreadable_hint", path=path)
        raise KgraphError(say(language, "unreadable_list", path=path), hint=hint, language=language) from None


def trusted_files(folder: Path, language: str = "en") -> dict[str, bytes] | Literal["unknown", "changed"]:
    """The files of a folder of plugins as the user trusted them; else whether they were never, or have changed since.

    Raises:
        KgraphError: the list of what is trusted cannot be read.
    """
    known = trusted(language).get(_name(folder))
    if known is None:
        return "unknown"
    try:
        files = read_plugins(folder)
    except OSError:
        return "changed"
    return files if _digest(files) == known else "changed"


def trust(folder: Path, language: str = "en") -> list[str]:
    """Trust the plugins in a folder as they stand now; the files that are trusted.

    Raises:
        KgraphError: a file cannot be read, or the configuration cannot be written.
    """
    try:
        files = read_plugins(folder)
    except OSError as error:
        message = say(language, "unreadable", path=error.filename, error=error.strerror)
        raise KgraphError(message, language=language) from None
    _write({**trusted(language), _name(folder): _digest(files)}, language)
    return list(files)


def distrust(folder: Path, language: str = "en") -> bool:
    """Trust the plugins in a folder no longer, whether it is there or not; whether they were trusted.

    Raises:
        KgraphError: the configuration cannot be read or written.
    """
    known = trusted(language)
    if known.pop(_name(folder), None) is None:
        return False
    _write(known, language)
    return True


def _name(folder: Path) -> str:
    return os.path.realpath(folder)


def _write(known: Mapping[str, str], language: str) -> None:
    path = configuration_dir() / TRUSTED
    temporary = path.with_name(f"{TRUSTED}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(known, file, indent=2, sort_keys=True)
        os.replace(temporary, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        message = say(language, "unwritable", path=path, error=error.strerror)
        raise KgraphError(message, language=language) from None
