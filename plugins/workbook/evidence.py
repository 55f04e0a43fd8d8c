"""The rows of evidence: each is a claim about a link, and a new one makes the link as well."""

from collections.abc import Iterable, Mapping

from kgraph.plugin import Iri, Text, Triple
from kgraph.terms import KG, LANGUAGES
from kgraph.vocabulary import CLAIM

from .cells import Value, same
from .codes import iri_of
from .comparing import Comparison, Outcome, labels
from .facts import CODE, OBJECT, PREDICATE, SUBJECT, TYPE
from .faults import problem
from .rows import Row
from .writing import cell

LinkEnds = tuple[str, str, str]
ENDS = (SUBJECT, PREDICATE, OBJECT)
BASIS, SUGGESTED, INFERRED = KG + "basis", Iri(KG + "suggested"), Iri(KG + "inferred")
# What every claim has, those that are inferred besides, and those of a link (`kgraph check`, ontology/shapes.ttl).
NEEDED = (*ENDS, BASIS, KG + "quote", KG + "heading", KG + "document")
NEEDED_BESIDES: Mapping[tuple[str, str], tuple[str, ...]] = {
    (BASIS, INFERRED): (KG + "confidence", KG + "reason"),
    (PREDICATE, KG + "covers"): (KG + "match",),
}
EVERY = {*NEEDED, *(key for keys in NEEDED_BESIDES.values() for key in keys)}


class Evidence:
    """Reads the rows of evidence."""

    def __init__(self, comparison: Comparison) -> None:
        """Nothing is read yet."""
        self._comparison = comparison
        self._rows, self._facts = comparison.rows, comparison.facts

    def edited(self, row: Row, cut: set[LinkEnds]) -> Outcome:
        """What a row changes; the claim of a link that is cut goes with it, whatever its row says."""
        assert row.iri is not None
        outcome = Outcome()
        link = self._link(row.iri)
        if link in cut:
            return outcome
        for column in row.table.columns.values():
            if column.key not in ENDS:
                self._comparison.change(row, column, outcome)
            elif not same(row.cells[column.key][1], cell(row.iri, column, self._facts)):
                outcome.problems.append(problem("claim-moves", row.place(column.key)))
        fresh = {str(each.predicate): each.object for each in outcome.new}
        for key in sorted({str(each.triple.predicate) for each in outcome.gone} - set(fresh)):
            if key in EVERY:
                outcome.problems.append(problem("claim-lacks", row.place(key), near=_heading(row, key)))
        if fresh.get(BASIS, SUGGESTED) != SUGGESTED:
            # What was suggested is accepted.
            outcome.new.append(Triple(Iri(link[0]), Iri(link[1]), Iri(link[2])))
        return outcome

    def held(self, outcomes: Iterable[Outcome]) -> set[LinkEnds]:
        """The links that somebody stands for: in the data, or in the rows."""
        claims = [iri for iri, kind in self._facts.kinds.items() if kind == CLAIM]
        found = {self._link(each) for each in claims if SUGGESTED not in self._facts.values(each, BASIS)}
        links = self._facts.words.links
        made = (
            each for outcome in outcomes if not outcome.is_refused for each in outcome.new if each.predicate in links
        )
        return found | {(each.subject, str(each.predicate), str(each.object)) for each in made}

    def added(self, row: Row) -> Outcome:
        """What a new row says: the claim, and the link; of a claim that is there already, the link alone."""
        row.iri = Iri(f"_:{row.place()}")
        outcome = Outcome()
        for column in row.table.columns.values():
            self._comparison.change(row, column, outcome)
        said = {str(each.predicate): each.object for each in outcome.new}
        if not outcome.is_refused:
            self._demand(row, outcome, said)
        if outcome.is_refused:
            return outcome
        start, predicate, end = (Iri(str(said[part])) for part in ENDS)
        link = [] if said[BASIS] == SUGGESTED else [Triple(start, predicate, end)]
        if self._is_there(said):
            return Outcome(link)
        codes = self._rows.codes
        code = row.text(CODE) or codes.of_claim(self._rows.code(start), predicate, self._rows.code(end))
        claim = iri_of(code)
        about = [Triple(claim, each.predicate, each.object) for each in outcome.new]
        return Outcome([Triple(claim, Iri(TYPE), Iri(CLAIM)), *about, *link], [], outcome.problems)

    def _demand(self, row: Row, outcome: Outcome, said: Mapping[str, Value]) -> None:
        """A new claim has all that claims have, and its link joins what such links join."""
        besides = [key for (part, value), keys in NEEDED_BESIDES.items() if said.get(part) == value for key in keys]
        for key in (*NEEDED, *besides):
            if key not in said:
                outcome.problems.append(problem("claim-lacks", row.place(key), near=_heading(row, key)))
        link = self._facts.words.links.get(str(said.get(PREDICATE, "")))
        if link is None:
            return
        kinds = self._facts.words.kinds
        for part, allowed in ((SUBJECT, link.domain), (OBJECT, link.range)):
            iri = said.get(part)
            if isinstance(iri, Iri) and not self._comparison.fits(iri, allowed):
                names = {tag: ", ".join(sorted(kinds[each].plural(tag) for each in allowed)) for tag in LANGUAGES}
                kind, text = labels(kinds[self._rows.kinds[iri]]), self._rows.code(iri)
                outcome.problems.append(
                    problem("wrong-kind", row.place(part), text=text, kind=kind, near=Text(**names))
                )

    def _is_there(self, said: Mapping[str, Value]) -> bool:
        """Whether the data has such a claim already: the row was read before."""
        keys = (*ENDS, BASIS, KG + "quote")
        there = self._facts.claims([Iri(str(said[SUBJECT]))])
        return any(all(said[key] in self._facts.values(claim, key) for key in keys) for claim in there)

    def _link(self, claim: Iri) -> LinkEnds:
        start, predicate, end = (str(next(iter(self._facts.values(claim, part)), "")) for part in ENDS)
        return start, predicate, end


def _heading(row: Row, key: str) -> Text:
    return next((each.heading for each in row.table.sheet.columns if each.key == key), Text(en=key))
