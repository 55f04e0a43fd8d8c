"""Where the lines that were typed are kept: in the user's own folder, for nobody else to read."""

import os
from pathlib import Path


def history_file() -> str | None:
    """The file, made if need be; None where it cannot be written.

    Beside the folder that KGRAPH_CACHE_DIR names, or where the system keeps what programs remember of their user.
    """
    cache = os.environ.get("KGRAPH_CACHE_DIR")
    if cache:
        folder = Path(f"{os.path.abspath(cache)}-state")
    else:
        from platformdirs import user_state_path

        folder = user_state_path("kgraph", appauthor=False)
    path = folder / "history"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600))
        path.chmod(0o600)
    except OSError:
        return None
    return str(path)
