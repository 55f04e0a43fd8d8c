"""Which media type whoever asks likes best: RFC 9110, section 12.5.1."""

from collections.abc import Iterable, Iterator

from kgraph.explorer.jobs import Reply
from kgraph.explorer.problems import problem
from kgraph.messages import say

# The headers of a reply whose form whoever asks has chosen.
NEGOTIATED = ("Vary", "Accept"), ("Cache-Control", "no-store")


def best(accept: str, offers: Iterable[str]) -> str | None:
    """The media type on offer that is liked best, the earliest of those that are liked alike; None if none is taken.

    >>> best("text/csv;q=0.5, text/*;q=0.1, */*;q=0.4", ["text/turtle", "application/json", "text/csv"])
    'text/csv'
    """
    ranges = list(_ranges(accept)) or [("*/*", 1.0)]
    liked = [(_liking(offer, ranges), offer) for offer in offers]
    most = max((liking for liking, _ in liked), default=0.0)
    return next(offer for liking, offer in liked if liking == most) if most > 0 else None


def typed(media: str) -> str:
    """The media type as a header has it: of a text it tells the characters."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def unacceptable(offers: Iterable[str], language: str) -> Reply:
    """What is said where none of the forms is taken that there are."""
    return problem(406, say(language, "sparql_media"), hint=" · ".join(offers), headers=NEGOTIATED)


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """The media ranges, each with how much it is liked; what cannot be read is passed over."""
    for part in accept.lower().split(","):
        name, *parameters = (each.strip() for each in part.split(";"))
        quality = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        if name.count("/") == 1 and _is_quality(quality):
            yield name, float(quality)


def _is_quality(text: str) -> bool:
    """Whether a text is a number from 0 to 1, as HTTP writes it."""
    return text.isascii() and len(text) <= 5 and text.replace(".", "", 1).isdigit() and float(text) <= 1


def _liking(offer: str, ranges: list[tuple[str, float]]) -> float:
    """What the most specific of the ranges says of a media type; it is not taken where none does."""
    told = dict(reversed(ranges))
    for name in (offer, f"{offer.partition('/')[0]}/*", "*/*"):
        if name in told:
            return told[name]
    return 0.0
