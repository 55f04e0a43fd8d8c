"""Patterns answered by plain Python over the triples of the sources, by the rules of the language as they are written.

It shares nothing with what it checks: no derived predicate, no closure code, no SPARQL. It is slow and says so.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from operator import eq, ge, gt, le, lt, ne
from typing import Any

import rdflib
import snowballstemmer
from rapidfuzz.distance import OSA
from rdflib import RDFS

from kgraph.spor import pattern as meant

KG = "https://w3id.org/kgraph/ns#"
YEAR = KG + "year"
FALLBACK = {"en": ("en", "nn", "nb"), "nn": ("nn", "nb", "en"), "nb": ("nb", "nn", "en")}
TESTS = dict(zip(("=", "!=", "<", "<=", ">", ">="), (eq, ne, lt, le, gt, ge), strict=True))
Env = dict[str, str]


class Naive:
    """Answers patterns; cells are IRIs, values, sorted tuples of them, or None."""

    def __init__(self, rules: Any, language: str = "en") -> None:
        """Over the rules of `rules_by_hand.py`, with texts in a language."""
        self.rules = rules
        self.sources = rules.sources
        self.language = language
        self.spoken: set[str] = set()

    def supposing(self, changes: Iterable[Any]) -> "Naive":
        """The same over what a question supposes."""
        rules = type(self.rules)(self.sources.supposing(changes), stated=self.rules.stated)
        return Naive(rules, self.language)

    def answer(self, pattern: meant.Pattern) -> Any:
        """Rows (before any limit) of a select or an aggregate; the truth of an exists."""
        self.spoken = {each.start for each in inside(pattern) if isinstance(each, meant.PathUse)}
        self.spoken |= {each.variable for each in inside(pattern) if isinstance(each, meant.Bound)}
        self.spoken |= {each.variable for each in inside(pattern) if isinstance(each, meant.Set) and each.column}
        match pattern:
            case meant.SelectPattern():
                return self.rows(pattern)
            case meant.AggregatePattern():
                return self.groups(pattern)
            case meant.ExistsPattern(things):
                return any(True for _ in self.solutions(things, {}))
            case _:
                raise NotImplementedError(pattern)

    def near(self, text: str, held: str) -> bool:
        """Whether a text is found in another by its near spellings and other forms."""
        return near(text, held)

    # ---- sets and conditions

    def solutions(self, things: meant.Set, env: Env) -> Iterator[Env]:
        for thing in self.rules.of_kind(things.kind):
            yield from self.holds(things.where, thing, {**env, things.variable: thing})

    def holds(self, part: meant.Condition | None, thing: str, env: Env) -> Iterator[Env]:
        """The ways in which a condition holds of a thing: one, or one for each thing that *which* asks for."""
        match part:
            case None:
                yield env
            case meant.All(parts):
                if not parts:
                    yield env
                for found in self.holds(parts[0], thing, env) if parts else ():
                    yield from self.holds(meant.All(parts[1:]), thing, found)
            case meant.Any_(parts):
                if any(self.true(each, thing, env) for each in parts):
                    yield env
            case meant.Not(inner):
                if not self.true(inner, thing, env):
                    yield env
            case meant.Related(relation, meant.Set() as target, least):
                yield from self._met(self.rules.related(thing, relation), target, least, env)
            case meant.OfKind(kind):
                if kind in self.rules.kinds(thing):
                    yield env
            case meant.Related(relation, meant.Bound(variable)):
                if env[variable] in self.rules.related(thing, relation):
                    yield env
            case meant.Related(relation, meant.Things(iris), least):
                if len(self.rules.related(thing, relation) & set(iris)) >= least:
                    yield env
            case _:
                if self._plain(part, thing, env):
                    yield env

    def true(self, part: meant.Condition, thing: str, env: Env) -> bool:
        return any(True for _ in self.holds(part, thing, env))

    def _met(self, others: Iterable[str], target: meant.Set, least: int, env: Env) -> Iterator[Env]:
        found: dict[str, list[Env]] = {}
        for other in others:
            if target.kind in self.rules.kinds(other):
                ways = list(self.holds(target.where, other, {**env, target.variable: other}))
                if ways:
                    found[other] = ways
        if len(found) >= least:
            # One way to hold is enough, unless something else speaks of the things that are found on it.
            ways = least == 1 and self.spoken & {
                each.variable for each in inside(target) if isinstance(each, meant.Set)
            }
            yield from (way for each in found.values() for way in each) if ways else (env,)

    def _plain(self, part: meant.Condition, thing: str, env: Env) -> bool:
        match part:
            case meant.Valued(path, operator, _, other) if other is not None:
                here = self._one_side(path, env.get(path.start, thing))
                return _any_meets(here, operator, self._one_side(other, env.get(other.start, thing)))
            case meant.Valued(path, operator, values):
                return self._valued(path, operator, values, env.get(path.start, thing))
            case meant.Timed(relation, start, end):
                periods = [p for node in self.rules.holders(thing, YEAR) if (p := self.rules.period(node))]
                first, last = start or date.min, end or date.max
                tests = {
                    "overlaps": lambda p: p[0] <= last and p[1] >= first,
                    "starts": lambda p: first <= p[0] <= last,
                    "ends": lambda p: first <= p[1] <= last,
                }
                return any(tests[relation](period) for period in periods)
            case meant.Mentioned(texts, fields, like):
                held = [str(v).lower() for field in fields for v in self.sources.out.get((thing, field), ())]
                found = near if like else contained
                return any(found(text, each) for text in texts for each in held)
        raise NotImplementedError(part)

    def _one_side(self, path: meant.PathUse, start: str) -> set[Any]:
        """The values to compare: a total of money, texts in lower case."""
        if path.field is not None and path.field.additive:
            return {sum(found.values())} if (found := self.money(path, start)) else set()
        found = self.ends(path, start)
        textual = path.field is not None and path.field.type == "text"
        return {text.lower() for text, _ in found} if textual else found

    def _valued(self, path: meant.PathUse, operator: Any, values: Any, start: str) -> bool:
        if path.field is None or operator is None:
            return bool(self.ends(path, start))
        if path.field.additive:
            nodes = self.money(path, start)
            return bool(nodes) and _compared(sum(nodes.values()), operator, values)
        if path.field.type == "text":
            found = {text.lower() for text, _ in self.ends(path, start)}
            wanted = [str(value).lower() for value in values]
            if operator == "~":
                return any(each in text for text in found for each in wanted)
            return any(_compared(each, operator, wanted) for each in found) and not (
                operator == "!=" and found & set(wanted)
            )
        found = self.ends(path, start)
        if operator == "!=":
            return bool(found) and not found & set(values)
        return any(_compared(each, operator, values) for each in found)

    # ---- paths and values

    def things(self, path: meant.PathUse, start: str) -> set[str]:
        found = {start}
        for leg in path.legs:
            found = {end for each in found for end in self.rules.related(each, leg.relation)}
            found = {each for each in found if leg.kind is None or leg.kind in self.rules.kinds(each)}
        return found

    def ends(self, path: meant.PathUse, start: str) -> set[Any]:
        """The things at the end of a path, or the values there; texts with their language."""
        things = self.things(path, start)
        if path.field is None:
            return things
        use = path.field
        nodes = {node for each in things for node in (self.rules.holders(each, use.iri) if use.carried else {each})}
        return {value for node in nodes for value in self.values(node, use)}

    def values(self, node: str, use: meant.FieldUse) -> Iterator[Any]:
        if use.iri == YEAR:
            yield from self.rules.years(node)
        for value in self.sources.out.get((node, use.iri), ()):
            if use.type == "text":
                yield str(value), value.language or ""
            else:
                yield value.toPython() if isinstance(value, rdflib.Literal) else str(value)

    def money(self, path: meant.PathUse, start: str) -> dict[str, Decimal]:
        """The nodes that hold the amounts."""
        assert path.field is not None
        nodes = {node for each in self.things(path, start) for node in self.rules.holders(each, path.field.iri)}
        return {node: Decimal(amount) for node in nodes for amount in self.values(node, path.field)}

    # ---- rows

    def rows(self, pattern: meant.SelectPattern) -> list[tuple[Any, ...]]:
        keys = [each.variable for each in (pattern.things, *pattern.columns)]
        found = {tuple(env[key] for key in keys) for env in self.solutions(pattern.things, {})}
        return [
            (*row, *(self.cell(path, dict(zip(keys, row, strict=True))[path.start]) for path in pattern.show))
            for row in found
        ]

    def cell(self, path: meant.PathUse, start: str) -> Any:
        if path.field is not None and path.field.additive:
            return number(sum(found.values())) if (found := self.money(path, start)) else None
        return self.shown(self.ends(path, start), path.field)

    def shown(self, found: set[Any], use: meant.FieldUse | None) -> Any:
        if use is not None and use.type == "text":
            found = set(best(found, self.language))
        elif use is not None and use.type == "choice":
            found = {self.word(each) for each in found}
        return tuple(sorted(map(number, found))) or None

    def word(self, iri: str) -> str:
        labels = {(str(each), each.language) for each in self.sources.out[iri, str(RDFS.label)]}
        return best(labels, self.language)[0]

    # ---- groups

    def groups(self, pattern: meant.AggregatePattern) -> list[tuple[Any, ...]]:
        things = {env[pattern.things.variable] for env in self.solutions(pattern.things, {})}
        spelt: dict[tuple[int, str], set[str]] = defaultdict(set)
        members: dict[tuple[Any, ...], set[str]] = defaultdict(set)
        every = [self._enumerated(group) for group in pattern.groups]
        for thing in things:
            dims = []
            for place, group in enumerate(pattern.groups):
                ends = self.ends(group.path, thing)
                if group.path.field is not None and group.path.field.type == "text":
                    for text, _ in ends:
                        spelt[place, text.lower()].add(text)
                    ends = {text.lower() for text, _ in ends}
                dims.append(ends if every[place] is None else ends & (every[place] or set()))
            for key in product(*(found or {None} for found in dims)):
                members[key].add(thing)
        keys = self._keys(set(members), every, matrix=pattern.matrix)
        rows = []
        for key in keys:
            places = enumerate(zip(key, pattern.groups, strict=True))
            cells = [self._group_cell(each, group, spelt.get((place, each))) for place, (each, group) in places]
            folds = [self.fold(fold, members.get(key, set())) for fold in pattern.folds]
            if pattern.tests and not _kept(pattern, folds):
                continue
            cells += [cell for each in folds for cell in each]
            cells += [self.cell(path, key[0]) if key[0] is not None else None for path in pattern.show]
            rows.append(tuple(cells))
        return rows

    def _enumerated(self, group: meant.Group) -> set[str] | None:
        if group.enumerated is None:
            return None
        return {env[group.enumerated.variable] for env in self.solutions(group.enumerated, {})}

    def _group_cell(self, key: Any, group: meant.Group, spelt: set[str] | None) -> Any:
        if spelt:
            return min(spelt)
        if key is not None and group.path.field is not None and group.path.field.type == "choice":
            return self.word(key)
        return number(key)

    def _keys(
        self, occurring: set[tuple[Any, ...]], every: list[set[str] | None], *, matrix: bool
    ) -> set[tuple[Any, ...]]:
        """The groups that there are: those that occur, and those that were to be listed whether they do or not."""
        if not every:
            return {()}
        if matrix:
            rows = self._keys({key[:-1] for key in occurring}, every[:-1], matrix=False)
            columns = self._keys({key[-1:] for key in occurring}, every[-1:], matrix=False)
            return {(*row, *column) for row in rows for column in columns}
        keys = set(occurring)
        for place, listed in enumerate(every):
            here = {key[place] for key in occurring}
            for each in (listed or set()) - here:
                keys.add(tuple(each if at == place else None for at in range(len(every))))
        return keys

    def fold(self, fold: meant.FoldUse, things: set[str]) -> list[Any]:
        if fold.path is None:
            return [len(things)]
        assert fold.path.field is not None
        if fold.name == "sum":
            held = [nodes for thing in things if (nodes := self.money(fold.path, thing))]
            once = {node: amount for nodes in held for node, amount in nodes.items()}
            return [number(sum(once.values())), len(held)]
        over = {"average": _mean, "lowest": min, "highest": max}[fold.name]
        ones = []
        for thing in things:
            if fold.path.field.additive:
                ones += [sum(nodes.values())] if (nodes := self.money(fold.path, thing)) else []
            elif values := self.ends(fold.path, thing):
                ones.append(over(values))
        return [number(over(ones)) if ones else None]


def inside(node: Any) -> Iterator[Any]:
    """A pattern and all that it is made of."""
    yield node
    parts = node if isinstance(node, tuple) else [getattr(node, each) for each in getattr(node, "__slots__", ())]
    for part in parts if is_dataclass(node) or isinstance(node, tuple) else ():
        yield from inside(part)


def _kept(pattern: meant.AggregatePattern, folds: list[list[Any]]) -> bool:
    results = []
    for test in pattern.tests:
        value = folds[test.fold][0]
        results.append(value is not None and TESTS[test.operator](value, test.value))
    return all(results) if pattern.every_test else any(results)


def _any_meets(here: set[Any], operator: str, there: set[Any]) -> bool:
    if operator == "!=":
        return bool(here) and bool(there) and not here & there
    if operator == "~":
        return any(other in one for one in here for other in there)
    return any(TESTS[operator](one, other) for one in here for other in there)


def contained(text: str, held: str) -> bool:
    return text in held


def near(text: str, held: str) -> bool:
    """The words of a text follow each other in another, by their stems, long ones with one edit."""
    words = re.findall(r"\w+", text)
    if not words:
        return contained(text, held)
    there = re.findall(r"\w+", held)
    return any(
        all(_like(word, each) for word, each in zip(words, there[at:], strict=False))
        for at in range(len(there) - len(words) + 1)
    )


def _like(word: str, there: str) -> bool:
    stem = snowballstemmer.stemmer("norwegian").stemWord(word)
    stem = stem if len(stem) >= 3 else word
    if stem in there:
        return True
    if len(stem) < 6:
        return False
    pieces = (there[at : at + size] for size in (len(stem) - 1, len(stem), len(stem) + 1) for at in range(len(there)))
    return any(piece[:1] == stem[0] and OSA.distance(stem, piece) <= 1 for piece in pieces)


def _mean(values: Any) -> Decimal:
    return sum(map(Decimal, values), Decimal(0)) / len(values)


def _compared(value: Any, operator: str, wanted: Iterable[Any]) -> bool:
    results = [TESTS[operator](value, each) for each in wanted]
    return all(results) if operator == "!=" else any(results)


def best(texts: Iterable[tuple[str, str]], language: str) -> list[str]:
    """The texts of the best language there is, and those without one."""
    texts = list(texts)
    tags = {tag for _, tag in texts}
    tag = next((each for each in FALLBACK[language] if each in tags), None)
    return sorted(text for text, own in texts if own in {tag, ""} or tag is None)


def number(value: Any) -> Any:
    """Numbers rounded as answers round them; anything else as it is."""
    if isinstance(value, Decimal):
        rounded = round(value, 6)
        return int(rounded) if rounded == rounded.to_integral_value() else rounded.normalize()
    return value
