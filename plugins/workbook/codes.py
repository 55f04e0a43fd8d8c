"""Codes for new things, made as those of their kind are made."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from kgraph.plugin import Iri
from kgraph.terms import ID, KG

from .facts import PART_OF, Facts

PATTERN = re.compile(r"[a-z][a-z0-9-]*:[A-Za-z0-9][A-Za-z0-9._-]*")
# What stands between the code of the whole and the number, where no thing of the kind shows it.
USUAL = {
    "FocusArea": ".", "SubStrategy": ".", "Section": ".", "Measure": "-M", "Strategy": "-S", "SubGoal": "-D",
    "CrossCuttingGoal": "X", "QuantifiedTarget": "-Q", "BudgetLine": "-L", "Theme": "T", "Phase": "P",
}  # fmt: skip
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "þ": "th"})


class Codes:
    """Makes codes that no thing has yet."""

    def __init__(self, facts: Facts) -> None:
        """Those of the data are taken."""
        self._facts = facts
        self.taken = set(facts.by_code)

    def of(self, kind: str, name: str, parent: str | None) -> str | None:
        """The code of a new thing; None where nothing tells which plan it stands in.

        Args:
            kind: of the thing.
            name: what it is called.
            parent: the code of what it is part of.
        """
        words = self._facts.words
        if not words.kinds[kind].on_thread or kind in words.subkinds[KG + "Plan"]:
            return self._named(kind, name)
        parent = parent or self._only_plan()
        return None if parent is None else self._numbered(kind, parent)

    def of_claim(self, start: str, predicate: str, end: str) -> str:
        """The code of a claim, from the codes of the link's ends."""
        prefix, _, local = start.partition(":")
        link = predicate.rpartition("#")[2]
        return self._free(f"{prefix}:claim-{local}-{link}-{_slug(end.partition(':')[2] or end, '._')}")

    def _named(self, kind: str, name: str) -> str:
        same = self._facts.words.subkinds[self._facts.top(kind)]
        prefixes = Counter(
            self._facts.codes[iri].partition(":")[0] for iri, each in self._facts.kinds.items() if each in same
        )
        top = self._facts.words.kinds[self._facts.top(kind)].local.lower()
        if top == "plan":
            return self._free(f"{_slug(name)}:plan")
        prefix = prefixes.most_common(1)[0][0] if prefixes else top
        return self._free(f"{prefix}:{_slug(name)}")

    def _only_plan(self) -> str | None:
        plans = {self._facts.codes[iri] for iri in self._facts.of_kinds([KG + "Plan"])}
        return plans.pop() if len(plans) == 1 else None

    def _numbered(self, kind: str, parent: str) -> str:
        """The parent's code, what stands before numbers of the kind, and the next number."""
        stem = f"{parent.partition(':')[0]}:" if parent.endswith(":plan") else parent
        between = self._between(kind, whole=stem.endswith(":"))
        pattern = re.compile(re.escape(stem + between) + r"(\d+)")
        numbers = [int(found[1]) for code in self.taken if (found := pattern.fullmatch(code))]
        return self._free(f"{stem}{between}{max(numbers, default=0) + 1}")

    def _between(self, kind: str, *, whole: bool) -> str:
        """What most codes of the kind have between that of the thing they are part of and the number."""
        found: Counter[str] = Counter()
        for iri, each in self._facts.kinds.items():
            if each == kind:
                parents = [self._facts.codes.get(part, "") for part in self._parents(iri)]
                found.update(self._gaps(self._facts.codes[iri], parents, whole=whole))
        if found:
            return found.most_common(1)[0][0]
        usual = USUAL.get(self._facts.words.kinds[kind].local, "" if whole else ".")
        return usual.lstrip("-.") if whole else usual if usual[:1] in {"-", "."} else f"-{usual}"

    def _parents(self, iri: Iri) -> list[Iri]:
        return [each for each in self._facts.values(iri, PART_OF) if isinstance(each, Iri)]

    @staticmethod
    def _gaps(code: str, parents: Iterable[str], *, whole: bool) -> list[str]:
        found = []
        for parent in parents:
            stem = f"{parent.partition(':')[0]}:" if parent.endswith(":plan") else parent
            if stem and stem.endswith(":") == whole and code.startswith(stem):
                match = re.fullmatch(r"(\D*)\d+", code[len(stem) :])
                found += [match[1]] if match else []
        return found

    def _free(self, code: str) -> str:
        free, number = code, 2
        while free in self.taken:
            free, number = f"{code}-{number}", number + 1
        self.taken.add(free)
        return free


def iri_of(code: str) -> Iri:
    """The thing of a new code."""
    return Iri(ID + code.replace(":", "/", 1))


def _slug(name: str, also: str = "") -> str:
    """A name in plain small letters, its words joined by hyphens."""
    text = (
        unicodedata.normalize("NFD", (name if also else name.casefold()).translate(LETTERS))
        .encode("ascii", "ignore")
        .decode()
    )
    return re.sub(rf"[^A-Za-z0-9{re.escape(also)}]+", "-", text).strip("-")[:60].strip("-") or "x"
