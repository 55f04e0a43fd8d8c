"""Cases as files: a question, its canonical texts, the SPARQL and the answer that was worked out by hand.

A file begins with comments that say what it is there for, and with settings (`basis: stated`). Then come its sections,
each under a line like `--- answer`:

question    in any language
parameters  the values of its `$names`, one a line: `plan = a:plan`
en, nn, nb  its canonical text
answer      headings, then rows; cells are parted by ` | `, the values of a list by `; `. A thing is its code, what is
            missing is `-`, an amount that rows share has ` *` after it; evidence is its basis and its quote.
notes       the codes of the notes in their order; after a colon the numbers that the note tells
sparql      as it is compiled
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kgraph.answer import Answer, Evidence, Thing

ORDER = ("question", "parameters", "en", "nn", "nb", "answer", "notes", "sparql")


@dataclass(frozen=True)
class Case:
    """One file."""

    path: Path
    head: str
    sections: dict[str, str]

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def settings(self) -> dict[str, str]:
        lines = [line for line in self.head.splitlines() if line and not line.startswith("#")]
        return {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}

    @property
    def basis(self) -> Any:
        return self.settings.get("basis", "all")

    @property
    def question(self) -> str:
        return self.sections["question"]

    @property
    def parameters(self) -> dict[str, str]:
        pairs = (line.partition("=") for line in self.sections.get("parameters", "").splitlines())
        return {name.strip(): value.strip() for name, _, value in pairs}

    @property
    def how(self) -> dict[str, Any]:
        """What `Workspace.ask` and `Workspace.recipe` take beside the question."""
        return {"basis": self.basis, "parameters": self.parameters}

    @property
    def answer(self) -> list[list[str]]:
        return [[cell.strip() for cell in line.split(" | ")] for line in self.sections["answer"].splitlines()]

    @property
    def notes(self) -> list[tuple[str, str]]:
        """Codes, each with the numbers that it tells."""
        lines = self.sections.get("notes", "").splitlines()
        return [(code.strip(), numbers.strip()) for code, _, numbers in (line.partition(":") for line in lines)]

    def with_sections(self, **sections: str) -> "Case":
        return replace(self, sections={**self.sections, **sections})

    def write(self) -> None:
        parts = [self.head.rstrip("\n")]
        parts += [f"--- {name}\n{self.sections[name]}" for name in ORDER if self.sections.get(name)]
        self.path.write_text("\n".join(part for part in parts if part) + "\n", encoding="utf-8")


def read_case(path: Path) -> Case:
    head: list[str] = []
    sections: dict[str, list[str]] = {}
    here = head
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("--- "):
            here = sections.setdefault(line[4:].strip(), [])
        else:
            here.append(line)
    unknown = set(sections) - set(ORDER)
    assert not unknown, f"{path.name}: {unknown} are no sections"
    return Case(path, "\n".join(head), {name: "\n".join(lines).strip("\n") for name, lines in sections.items()})


def table(answer: Answer) -> list[list[str]]:
    """An answer as the section of a case has it."""
    rows = [[column.name for column in answer.columns]]
    for number, row in enumerate(answer.rows):
        rows.append(
            [shown(cell) + (" *" if (number, place) in answer.shared else "") for place, cell in enumerate(row)]
        )
    return rows


def shown(cell: Any) -> str:
    match cell:
        case None:
            return "-"
        case list():
            return "; ".join(shown(each) for each in cell)
        case bool():
            return "yes" if cell else "no"
        case Thing():
            return cell.code or cell.label
        case Evidence():
            return f'{cell.basis} "{cell.quote}"' if cell.quote else cell.basis
        case Decimal():
            return f"{cell:f}"
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
