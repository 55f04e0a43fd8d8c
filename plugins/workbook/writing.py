"""The workbook written: sheets with drop-downs, notes at the headings, gaps marked; or the same as CSV."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import IO

from kgraph.plugin import Gap, Iri, Loss, View
from kgraph.sheets.form import KEPT, Form, FormColumn, FormValue, form_workbook
from kgraph.sheets.naming import FORBIDDEN, LONGEST_SHEET
from kgraph.sheets.values import cut
from kgraph.terms import KG
from kgraph.vocabulary import CLAIM

from .cells import NO, YES, show
from .facts import PART_OF, Facts
from .faults import guide
from .layout import Column, Sheet, candidates, choices, sheets
from .texts import EXAMPLE, FIXED, GUIDE, LASTING, NEEDS_EVIDENCE, REFUSED, SEVERAL, TITLE

WIDTHS = {"code": 16, "kind": 16, "name": 36, "link": 36}
FIELD_WIDTHS = {"integer": 10, "decimal": 14, "date": 13, "boolean": 9, "choice": 14, "text": 40}
NARROWEST = 8
# Of a sheet that is to be typed into, the widest that a column begins with.
WIDEST = 30
EXAMPLES: dict[str, FormValue] = {KG + "startYear": 2026, KG + "endYear": 2027, KG + "budget": 100000}
# The kinds of the rows that are examples, where there are several.
USUAL = {KG + "OverallGoal", KG + "Organization"}
# What a gap rule calls what stands in a column.
LACKING = {"amount": "budget", "measure": "covers", "period": "startYear", "goal": "supports"}
RISKY = ("=", "+", "-", "@")


def write_workbook(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """The workbook of the view's things; nothing of the data is lost by it, since it changes only what it shows."""
    facts, language = Facts.of(view, view.language), view.language
    found = sheets(facts, Iri(view.plan.iri) if view.plan else None)
    lists: dict[str, Sequence[str]] = {}
    gaps: dict[str, list[Gap]] = {}
    for gap in view.gaps().gaps:
        gaps.setdefault(gap.thing.iri, []).append(gap)
    names = _names(found, language)
    forms = [_form(sheet, name, facts, lists, gaps) for sheet, name in zip(found, names, strict=True)]
    title = f"{TITLE[language]}: {view.plan.label}" if view.plan else TITLE[language]
    first = (GUIDE[language], title, guide(language))
    file.write(form_workbook(first, forms, lists, _kept(found, facts), language, REFUSED[language]))
    return []


def write_csv(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """The same sheets as CSV for Excel, in a zip."""
    facts = Facts.of(view, view.language)
    found = sheets(facts, Iri(view.plan.iri) if view.plan else None)
    tables = {
        name: [[each.heading[view.language] for each in sheet.columns], *_rows(sheet, facts)]
        for sheet, name in zip(found, _names(found, view.language), strict=True)
    }
    tables[KEPT] = [[text] for text in _kept(found, facts)]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            text = io.StringIO(newline="")
            csv.writer(text, delimiter=";").writerows([_separated(cell) for cell in row] for row in rows)
            content = text.getvalue().encode("utf-8-sig")
            archive.writestr(zipfile.ZipInfo(f"{name}.csv"), content, zipfile.ZIP_DEFLATED)
    return []


def _separated(cell: FormValue) -> FormValue:
    """A cell of CSV; what a spreadsheet would take for a formula is quoted, as it quotes it itself."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY) else cell


def _names(found: Sequence[Sheet], language: str) -> list[str]:
    """The names of the sheets, each another, as Excel allows them."""
    names: list[str] = []
    for sheet in found:
        name = cut(sheet.name[language].translate(FORBIDDEN), LONGEST_SHEET)
        taken = {each.casefold() for each in names}
        names.append(name if name.casefold() not in taken else cut(f"{sheet.others[-1]} {name}", LONGEST_SHEET))
    return names


def _kept(found: Iterable[Sheet], facts: Facts) -> list[str]:
    """What the workbook was written with: its language, and the codes of its rows."""
    return [f"language {facts.language}", *(facts.codes[iri] for sheet in found for iri in sheet.rows)]


def _form(sheet: Sheet, name: str, facts: Facts, lists: dict[str, Sequence[str]], gaps: dict[str, list[Gap]]) -> Form:
    rows = _rows(sheet, facts)
    made = [_column(sheet, column, facts, lists) for column in sheet.columns]
    columns = tuple(
        replace(each, width=_width(each, [row[n] for row in rows], ready=not sheet.rows)) for n, each in enumerate(made)
    )
    marks: dict[tuple[int, int], str] = {}
    strong: set[tuple[int, int]] = set()
    for row, iri in enumerate(sheet.rows):
        for gap in gaps.get(iri, ()):
            place = row, _marked(sheet, gap)
            strong |= {place} if gap.severity != "note" else set()
            marks[place] = "\n".join(each for each in (marks.get(place), f"{gap.reason} {gap.advice}".strip()) if each)
    frozen = next((n + 1 for n, column in enumerate(sheet.columns) if column.sort == "name"), 1)
    return Form(name, columns, tuple(rows), marks, frozenset(set(marks) - strong), 0 if sheet.rows else 1, frozen)


def _width(column: FormColumn, cells: Iterable[FormValue], *, ready: bool) -> int:
    """As wide as the longest line needs, within what its sort of column has; ready for what is to be typed."""
    if ready:
        return max(min(column.width, WIDEST), len(column.heading) + 2)
    longest = max((len(line) for cell in cells for line in str(cell or "").split("\n")), default=0)
    return min(column.width, max(longest, len(column.heading), NARROWEST) + 2)


def _marked(sheet: Sheet, gap: Gap) -> int:
    """The column of what a gap lacks, where its rule names one: measure-without-responsible; else that of the name."""
    lacking = [LACKING.get(word, word) for word in gap.rule.partition("-without-")[2].split("-")]
    keys = [column.key for column in sheet.columns]
    found = [n for n, key in enumerate(keys) if key.rpartition("#")[2] in lacking]
    named = [n for n, column in enumerate(sheet.columns) if column.sort == "name"]
    return (found or named or [0])[0]


def _rows(sheet: Sheet, facts: Facts) -> list[tuple[FormValue, ...]]:
    if not sheet.rows:
        return [tuple(_example(sheet, column, facts) for column in sheet.columns)]
    return [tuple(cell(iri, column, facts) for column in sheet.columns) for iri in sheet.rows]


def cell(iri: Iri, column: Column, facts: Facts) -> FormValue:
    """What a cell shows of a thing."""
    match column.sort:
        case "code":
            return facts.codes[iri]
        case "kind":
            return facts.words.kinds[facts.kinds[iri]].label(facts.language)
        case "name":
            return facts.name(iri) or None
        case "link":
            ends = [each for each in facts.values(iri, column.key) if isinstance(each, Iri)]
            return "\n".join(sorted(facts.shown(end) for end in ends)) or None
        case _:
            assert column.field is not None
            return show(facts.values(iri, column.key), column.field, facts.words, facts.language)


def _example(sheet: Sheet, column: Column, facts: Facts) -> FormValue:
    """A cell of the row that shows how one is filled in."""
    language, kind = facts.language, facts.words.kinds[sheet.kind]
    if column.sort == "code":
        return EXAMPLE[language]
    if column.sort == "name":
        return f"{EXAMPLE[language]}: {kind.label(language)}"
    if column.sort == "kind":
        lowest = sorted(facts.words.subkinds[sheet.kind] - {sheet.kind})
        usual = next((each for each in lowest if each in USUAL), lowest[0])
        return facts.words.kinds[usual].label(language)
    if column.key == PART_OF:
        plans = facts.of_kinds([KG + "Plan"]) if kind.on_thread and sheet.kind != KG + "Plan" else []
        return facts.shown(plans[0]) if plans else None
    if sheet.kind == CLAIM and column.field is not None and column.field.local != "match":
        known = choices(column, facts.words)
        word = facts.words.word(known[0]) if known else None
        return word.label(language) if word else column.comment[language]
    return EXAMPLES.get(column.key)


def _column(sheet: Sheet, column: Column, facts: Facts, lists: dict[str, Sequence[str]]) -> FormColumn:
    language, field, link = facts.language, column.field, column.link
    notes = [column.comment[language] if column.comment != column.heading else ""]
    notes += [FIXED[language]] if column.sort == "code" else [LASTING[language]] if column.sort == "kind" else []
    if link is not None:
        notes += [SEVERAL[language] if sheet.kind != CLAIM else "", NEEDS_EVIDENCE[language] if link.claimed else ""]
    name = _list(sheet, column, facts, lists)
    holds = field.type if field and field.type in {"integer", "decimal", "date"} else "text"
    width = FIELD_WIDTHS[field.type] if field and column.sort == "field" else WIDTHS.get(column.sort, 20)
    heading, note = column.heading[language], " ".join(each for each in notes if each)
    only = column.sort == "kind" or (field is not None and field.type in {"choice", "boolean"})
    fixed = column.sort == "code"
    return FormColumn(heading, note, width, holds, name, only=only, fixed=fixed)


def _list(sheet: Sheet, column: Column, facts: Facts, lists: dict[str, Sequence[str]]) -> str:
    """The name of the list that a column's drop-down shows, made if it is not there; empty without a drop-down."""
    words, language = facts.words, facts.language
    if column.link is not None:
        allowed = candidates(sheet, column, facts)
        name = " ".join(["things", *sorted(allowed)])
        lists.setdefault(name, [facts.shown(iri) for iri in facts.of_kinds(allowed)])
    elif column.sort == "kind":
        name = f"kinds {sheet.kind}"
        lists.setdefault(name, sorted(words.kinds[each].label(language) for each in words.subkinds[sheet.kind]))
    elif column.field is not None and column.field.type == "boolean":
        name = "boolean"
        lists.setdefault(name, [YES[language], NO[language]])
    elif column.field is not None and column.field.type == "choice":
        name = f"choices {column.key}"
        found = [word.label(language) for each in choices(column, words) if (word := words.word(each))]
        lists.setdefault(name, found)
    else:
        return ""
    return name
