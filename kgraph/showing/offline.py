"""The explorer as one file that asks nobody: the page, its looks, its script, and in place of a server the data.

The page itself forbids the browser everything but what stands in it (Content Security Policy, Level 3,
https://www.w3.org/TR/CSP3/): no connection of any sort, no script and no style but those whose digests it names. Names
and texts of the plans are data and reach the page as text nodes.
"""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import Any

from kgraph import front
from kgraph.showing import data
from kgraph.showing.overview import JSON
from kgraph.showing.packing import packed
from kgraph.terms import LANGUAGES
from kgraph.view import View

STYLES = ("explorer.css", "ask.css", "explore.css", "plan.css")
# Cytoscape writes this style sheet itself.
CYTOSCAPE = ".__________cytoscape_container { position: relative; }"
# What would end the element that data stands in, or, before 2019, a line of JavaScript.
ESCAPES = str.maketrans({each: f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"})
FRAME = (
    '<iframe sandbox="allow-scripts allow-downloads" srcdoc="{page}" title="{title}" loading="lazy" width="100%" '
    'height="{height}" style="border:1px solid #8888"></iframe>'
)


def page(content: JSON) -> bytes:
    """What `data.everything` gave, as a file to open in a browser."""
    return _page(content).encode("utf-8")


def frame(view: View, *, height: int) -> str:
    """The graph of a view with its cards as an element for another page, which it cannot reach into.

    Args:
        view: narrowed to what is shown.
        height: of the element, in pixels.
    """
    page = _page({**data.things(view), "alone": True}, base='<base href="about:srcdoc">\n')
    return FRAME.format(page=escape(page), title=escape(view.part or view.name), height=height)


def _page(content: JSON, base: str = "") -> str:
    words = {tag: json.loads(front.read(f"words/{tag}.json")) for tag in LANGUAGES}
    looks = "".join(front.read(name).decode("utf-8") for name in STYLES)
    scripts = [front.read("vendor/cytoscape.js").decode("utf-8"), front.joined()]
    policy = {
        "default-src": ["'none'"],
        "script-src": [_digest(each) for each in scripts],
        "style-src": [_digest(looks), _digest(CYTOSCAPE)],
        "img-src": ["data:", "blob:"],
        "form-action": ["'none'"],
    }
    # Where the page is part of another one, its links lead nowhere else.
    allowed = "; ".join(" ".join([name, *sources]) for name, sources in policy.items()) + (
        "" if base else "; base-uri 'none'"
    )
    head = f'<meta http-equiv="Content-Security-Policy" content="{allowed}">\n{base}<style>{looks}</style>\n'
    held = f'<script type="application/json" id="kgraph-data">{_safe(packed({**content, "words": words}))}</script>\n'
    body = held + "".join(f"<script>{each}</script>\n" for each in scripts)
    page = front.read("index.html").decode("utf-8").replace("{{ language }}", content["language"])
    page = re.sub(r'<meta name="nonce".*\n|<link rel="stylesheet".*\n', "", page)
    page = page.replace('<meta charset="utf-8">\n', f'<meta charset="utf-8">\n{head}')
    page = page.replace("<title>kgraph</title>", f"<title>{escape(content['about']['en']['name'])}</title>")
    return re.sub(r'<script type="module".*\n', lambda _: body, page)


def _safe(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
