"""Lines sorted, each once, however many: what is too much for memory waits in temporary files.

The method is the merge sort of tapes (D. E. Knuth, The Art of Computer Programming 3, section 5.4), a block at a time:
Python's own sort finds the runs in what is put together, so the merging costs little more than reading.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import partial
from tempfile import TemporaryFile
from typing import IO

# So many bytes of lines are held at most before they go to a file, and are read from each file at a time.
MOST, BLOCK = 2**28, 2**20


class SortedLines:
    """Lines that are gathered in any order and given in that of their bytes."""

    def __init__(self, most: int = MOST, block: int = BLOCK) -> None:
        self._most, self._block = most, block
        self._held: list[bytes] = []
        self._size = 0
        self._files: list[IO[bytes]] = []

    def add(self, lines: bytes) -> None:
        """Add lines, each with a line feed at its end.

        Raises:
            OSError: there is no room for a temporary file.
        """
        self._held += lines.splitlines(keepends=True)
        self._size += len(lines)
        if self._size > self._most:
            file = TemporaryFile()  # noqa: SIM115 - see close
            self._files.append(file)
            self._held.sort()
            file.writelines(self._held)
            file.seek(0)
            self._held, self._size = [], 0

    def close(self) -> None:
        """Remove the temporary files."""
        for file in self._files:
            file.close()

    def __iter__(self) -> Iterator[bytes]:
        """The lines; they are given once."""
        return _each_once(self._merged())

    def _merged(self) -> Iterator[bytes]:
        held, self._held = self._held, []
        held.sort()
        if not self._files:
            yield from held
            return
        sources = [iter(partial(file.readlines, self._block), []) for file in self._files] + [iter([held])]
        blocks = [next(source, []) for source in sources]
        while any(blocks):
            # No line that is still to be read comes before the last one of its file that was.
            limit = min(block[-1] for block in blocks if block)
            ready = []
            for place, block in enumerate(blocks):
                cut = bisect_right(block, limit)
                ready += block[:cut]
                blocks[place] = block[cut:] or next(sources[place], [])
            ready.sort()
            yield from ready


def _each_once(lines: Iterable[bytes]) -> Iterator[bytes]:
    before = b""
    for line in lines:
        if line != before:
            yield line
            before = line
