"""Pages: one HTML file each, without scripts and without anything fetched, that reads, prints and is heard well.

A page is a Jinja2 template that extends `page.html.jinja` and fills its blocks. Everything put into it is escaped,
except drawings of kgraph's own, through the filter `drawing`. What a page may do is told to the browser by its content
policy: nothing but have its own style sheets, which are known by their hashes.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.pages.grid import grid

if TYPE_CHECKING:
    from markupsafe import Markup

HERE = Path(__file__).parent
STYLES = re.compile(r"<style>(.*?)</style>", re.DOTALL)
STYLE_ATTRIBUTE = re.compile(r'(<[a-zA-Z][^<>]*?) style="[^"]*"')
# Stands first in the page, where the policy comes when the page is made and its style sheets are known.
POLICY = "{policy}"


def page(template: Path, *, language: str, styles: Sequence[Path] = (), **values: object) -> str:
    """A page, whole.

    Args:
        template: the file, which extends `page.html.jinja`.
        language: of the page.
        styles: style sheets beside the one that every page has.
        values: what the template fills in.
    """
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([template.parent, HERE]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"grid": grid, "drawing": drawing}
    sheet = "\n".join(path.read_text(encoding="utf-8") for path in (HERE / "page.css", *styles))
    known = {"language": language, "sheet": Markup(sheet), "policy": POLICY}  # noqa: S704 - our own style sheets
    made = environment.get_template(template.name).render(**known, **values)
    return made.replace(POLICY, policy(STYLES.findall(made)), 1)


def policy(sheets: Sequence[str]) -> str:
    """The strictest content policy that lets these style sheets be (CSP level 3, by their SHA-256).

    >>> policy([""])[:60]
    "default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JC"
    """
    hashes = dict.fromkeys(base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in sheets)
    allowed = " ".join(f"'sha256-{each}'" for each in hashes)
    return f"default-src 'none'; style-src {allowed}; base-uri 'none'; form-action 'none'"


def drawing(svg: str) -> "Markup":
    """A drawing of `kgraph.drawing`, inline: without the style attributes that the policy would refuse."""
    from markupsafe import Markup

    return Markup(STYLE_ATTRIBUTE.sub(r"\1", svg))  # noqa: S704 - drawn by kgraph, its texts escaped
