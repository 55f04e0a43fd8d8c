"""SVG to PNG with resvg, which needs nothing of the system but a font."""

import re

from kgraph.drawing.palette import SYSTEM_FONTS
from kgraph.plugin import KgraphError, Text

# Pixels for a unit of the drawing, so that the smallest text can be read; a small picture gets more, for print. No more
# pixels a side than what usual viewers open.
PIXELS, LEAST, MOST = 1.5, 2000, 12000
LACKING = Text(
    en="PNG needs the package resvg-py, which is not installed; svg needs nothing",
    nn="PNG treng pakken resvg-py, som ikkje er installert; svg treng ingenting",
    nb="PNG trenger pakken resvg-py, som ikke er installert; svg trenger ingenting",
)
NO_FONT = Text(
    en="no font is found on this machine, so the picture would have no words",
    nn="det finst ingen skrift på denne maskina, så biletet ville mangle alle ord",
    nb="det finnes ingen skrift på denne maskinen, så bildet ville mangle alle ord",
)
NO_FONT_HINT = Text(
    en="install DejaVu Sans, Noto Sans or Liberation Sans (apt install fonts-dejavu-core), or export svg",
    nn="installer DejaVu Sans, Noto Sans eller Liberation Sans (apt install fonts-dejavu-core), eller eksporter svg",
    nb="installer DejaVu Sans, Noto Sans eller Liberation Sans (apt install fonts-dejavu-core), eller eksporter svg",
)


def png(svg: str, language: str) -> bytes:
    """The picture in pixels.

    Args:
        svg: a picture with a width and a height.
        language: of errors.

    Raises:
        KgraphError: resvg-py is not installed; or no font is.
    """
    try:
        import resvg_py
    except ImportError:
        raise KgraphError(LACKING[language], hint="pip install 'kgraph[png]'", language=language) from None
    # Without a font resvg leaves words out, and says nothing.
    if resvg_py.svg_to_bytes(svg_string=_probe("Aa")) == resvg_py.svg_to_bytes(svg_string=_probe("")):
        raise KgraphError(NO_FONT[language], hint=NO_FONT_HINT[language], language=language)
    sizes = re.search(r'viewBox="0 0 ([\d.e+]+) ([\d.e+]+)"', svg)
    assert sizes is not None
    wide, high = map(float, sizes.groups())
    scale = min(max(PIXELS, LEAST / wide), MOST / max(wide, high))
    return resvg_py.svg_to_bytes(svg_string=svg, width=round(wide * scale))


def _probe(words: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" font-family="{SYSTEM_FONTS}">'
        f'<text x="2" y="15">{words}</text></svg>'
    )
