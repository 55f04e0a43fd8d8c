"""SVG written by hand: elements, inert text, lines that fit their width, and the frame of a picture."""

from collections.abc import Sequence
from html import escape
from typing import Any

from kgraph.drawing import palette
from kgraph.render.cells import plain

SIZE = 12.0
LONGEST_TITLE = 400
# Widths of letters in ems, as the widest of the usual sans-serif fonts has them: what is reckoned to fit does fit.
NARROW, WIDE = frozenset("iIjl.,:;'|!()[]/f·-– "), frozenset("mwMWæÆœ@%&")


def tag(name: str, *inside: str, **attributes: Any) -> str:
    """An element around markup; `_` in a name of an attribute stands for `-`, and None leaves it out.

    >>> tag("rect", x=1.0, fill="none")
    '<rect x="1" fill="none"/>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else f"{round(value, 2):g}" if abs(value) < 1e5 else f"{value:.0f}"


def clean(text: str) -> str:
    r"""A text on one line, without what controls, turns or breaks.

    >>> clean("a\nb\u202e <c>")
    'a b <c>'
    """
    return " ".join(plain(text).split())


def text(words: str, x: float, y: float, *, size: float = SIZE, fill: str = "", **more: Any) -> str:
    """Words at a place, as text; in the colour of ink unless another is given."""
    looks: dict[str, Any] = {"class_": None if fill else "ink", **more}
    return tag(
        "text",
        escape(clean(words)),
        x=x,
        y=y,
        font_size=size if size != SIZE else None,
        fill=fill or palette.INK,
        **looks,
    )


def told(words: str) -> str:
    """What is said of an element when it is pointed at or read aloud."""
    return tag("title", escape(shortened(clean(words), LONGEST_TITLE)))


def shortened(words: str, most: int) -> str:
    """A text of at most so many letters."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def width_of(words: str, size: float = SIZE) -> float:
    """About how wide words are in a sans-serif font, rather too wide than too narrow."""
    return size * sum(_em(letter) for letter in words)


def _em(letter: str) -> float:
    if letter in NARROW:
        return 0.37
    if letter in WIDE:
        return 0.95
    if ord(letter) > 0x2E7F:
        return 1.05
    if letter in "tr":
        return 0.42
    return 0.71 if letter.isupper() or ord(letter) > 0x17F else 0.62


def fitted(words: str, width: float, *, lines: int = 1, size: float = SIZE) -> list[str]:
    """Words broken into lines that fit a width; what has no place is cut, with an ellipsis.

    >>> fitted("Sustainable Cities and Communities", 130, lines=2)
    ['Sustainable Cities', 'and Communities']
    >>> fitted("Sustainable Cities and Communities", 130)
    ['Sustainable Cities…']
    """
    found: list[str] = []
    left = shortened(clean(words), 1000).split()
    while left and len(found) < lines:
        line = left.pop(0)
        if width_of(line, size) > width:
            line, rest = _broken(line, width, size)
            left.insert(0, rest)
        while left and width_of(f"{line} {left[0]}", size) <= width:
            line = f"{line} {left.pop(0)}"
        found.append(line)
    if left and found:
        found[-1] = _cut(found[-1], width, size)
    return found


def _broken(word: str, width: float, size: float) -> tuple[str, str]:
    """A word too long for its line, broken where the line is full."""
    place = next(n for n in range(1, len(word) + 1) if width_of(word[:n] + "-", size) > width) - 1
    # No single letters on a line of their own.
    place = max(1, min(place, len(word) - 3))
    return word[:place] + ("" if word[place - 1] == "-" else "-"), word[place:]


def _cut(line: str, width: float, size: float) -> str:
    while line and width_of(line + "…", size) > width:
        line = line[:-1].rstrip()
    return line + "…"


def paragraph(lines: Sequence[str], x: float, y: float, *, size: float = SIZE, **more: Any) -> str:
    """Lines of text one below the other, the first on `y`."""
    return "".join(text(line, x, y + number * size * 1.2, size=size, **more) for number, line in enumerate(lines))


def picture(title: str, description: str, width: float, height: float, *body: str, name: str) -> str:
    """A whole picture: it scales to its place, says what it shows, and follows the reader's dark mode.

    Args:
        title: what it shows, in a few words.
        description: what there is to see, for who cannot see it.
        width: of the drawing, in units of which a line of text has twelve.
        height: of the drawing.
        body: the elements.
        name: letters that the ids begin with; pictures on one page need different ones.
    """
    box = f"0 0 {_value(width)} {_value(height)}"
    head = tag("title", escape(shortened(clean(title), LONGEST_TITLE)), id=f"{name}-title")
    head += tag("desc", escape(clean(description)), id=f"{name}-desc")
    paper = tag("rect", class_="paper", width=width, height=height, fill=palette.PAPER)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}" class="kgraph" viewBox="{box}" width="{_value(width)}" '
        f'height="{_value(height)}" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'font-family="{escape(palette.SYSTEM_FONTS)}" font-size="{_value(SIZE)}" style="max-width:100%;height:auto">'
        f"\n{head}\n{_style()}\n{_patterns(name)}\n{paper}\n" + "\n".join(body) + "\n</svg>\n"
    )


def _style() -> str:
    dark = {
        "paper": palette.DARK_PAPER,
        "blank": palette.DARK_BLANK,
        "ink": palette.DARK_INK,
        "faint": palette.DARK_FAINT,
    }
    rules = "".join(f".kgraph .{name}{{fill:{colour}}}" for name, colour in dark.items())
    rules += f".kgraph .line{{stroke:{palette.DARK_LINE}}}.kgraph .flow{{filter:brightness(1.7) saturate(1.2)}}"
    return f"<style>@media (prefers-color-scheme:dark){{{rules}}}</style>"


def _patterns(name: str) -> str:
    """Hatching, for what is a gap: it is seen in print and by the colour-blind."""
    stroke = tag("path", d="M0 6L6 0M-1 1L1 -1M5 7L7 5", stroke="#8a5a00", stroke_width=1.1)
    return tag("defs", tag("pattern", stroke, id=f"{name}-gap", width=6, height=6, patternUnits="userSpaceOnUse"))
