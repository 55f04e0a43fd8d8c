"""A kind by its word."""

from kgraph.errors import KgraphError
from kgraph.messages import say
from kgraph.spor.reading.lexicon import normal
from kgraph.spor.wording import nearest
from kgraph.terms import LANGUAGES
from kgraph.vocabulary import Kind, Vocabulary


def kind_called(word: str, vocabulary: Vocabulary, language: str) -> Kind:
    """The kind that is called so, in any language, singular or plural; the error speaks the given one.

    Raises:
        KgraphError: there is none; the hint says which are called nearly so.
    """
    known: dict[str, Kind] = {}
    for kind in vocabulary.kinds.values():
        for tag in LANGUAGES:
            for name in (kind.label(tag), kind.plural(tag), *kind.others.get(tag, ()), kind.local):
                known.setdefault(normal(name), kind)
    if normal(word) in known:
        return known[normal(word)]
    near = dict.fromkeys(known[name].label(language) for name in nearest(word, list(known)))
    hint = " · ".join(near) or say(language, "no_kind_hint")
    raise KgraphError(say(language, "no_kind", word=word), hint=hint, language=language)
