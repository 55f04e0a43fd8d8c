"""What the reader of an answer should know of *without*: counted by a query of its own, told where there is any.

- An area *without (sub-strategies without measures)* may be one without sub-strategies: the condition holds of nothing.
- An area *without SDG goals* may be supported by things of another plan that do lead to goals: what they do is theirs.
"""

from collections.abc import Iterator
from dataclasses import replace

from kgraph.messages import say
from kgraph.recipe import Remark
from kgraph.spor.pattern import All, Not, Related, SelectPattern, Set
from kgraph.spor.sparql import declared
from kgraph.spor.sparql.variables import conjuncts
from kgraph.spor.sparql.where import Lines, Where, block
from kgraph.vocabulary import Vocabulary


def remarks(pattern: SelectPattern, language: str, vocabulary: Vocabulary, *, stated: bool) -> tuple[Remark, ...]:
    """The remarks on a question for rows, each with the SPARQL that counts the rows it is true of."""
    found = []
    for part in conjuncts(pattern.things.where):
        if not (isinstance(part, Not) and isinstance(part.part, Related) and isinstance(part.part.target, Set)):
            continue
        for key, lines in _of(pattern.things, part.part, part.part.target, Where(stated=stated)):
            kinds = vocabulary.kinds[part.part.target.kind].plural(language)
            text = say(language, f"note_{key}", kinds=kinds, number="{number}")
            count = [f"SELECT (COUNT(DISTINCT ?{pattern.things.variable}) AS ?total)", *block(lines, "WHERE ")]
            found.append(Remark(key, text, declared("\n".join(count))))
    return tuple(found)


def _of(things: Set, lacked: Related, target: Set, where: Where) -> Iterator[tuple[str, Lines]]:
    if any(isinstance(part, Not) for part in conjuncts(target.where)):
        bare = Not(replace(lacked, target=replace(target, where=None)))
        yield "vacuous", where.members(replace(things, where=All((*conjuncts(things.where), bare))))
    elif lacked.relation.how == "thread" and lacked.at_least == 1:
        variable = f"?{things.variable}"
        leads = where.predicate("leadsTo", lacked.relation.stated or where.stated)
        by = [f"?_by {leads} ?_part .", f"?_part kg:within {variable} ."]
        yield "others", [*where.members(things), *by, *where.related("?_by", lacked)]
