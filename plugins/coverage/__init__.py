"""Coverage: what hangs together with what, for any two kinds, and what does not.

A plan promises to serve goals; a matrix of its parts and the goals shows at a glance where measures stand behind the
promise, where there is only a promise, and where there is nothing. Empty rows and columns are shown: they are what one
looks for.

    kgraph coverage "focus area" "SDG goal"
    kgraph coverage effort "SDG goal" --plan sogn --output matrix.svg
    kgraph coverage sub-strategy "cross-cutting goal" --format html

A cell counts the measures that hang together with both its row and its column, in the sense of Spor's *with*: a thread
of part of, supports and addresses. `--count` counts things of another kind.

    ●  measures, by links that a document states         ◐  measures, by inferred links only
    ◕  measures, some by stated links, others not        ○  only planned: the row itself leads to the column
    ·  nothing                                           *  measures lead there, the row itself does not

Where nothing stands between - the rows or columns are what is counted, or the columns are cross-cutting goals, which a
text takes up itself - a cell tells whether there is a link, and what it rests on. Totals count each thing once, so they
are lower than the sum of their cells. Of a plan (`--plan`) only its own things are taken, of each kind that it has any
of.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kgraph.plugin import Analysis, Answer, KgraphError, Parameter, Renderer, Shown, Text, View, hook

from .cells import coverage

if TYPE_CHECKING:
    import click

TEXTS = {
    "rows": Text(en="kind of the rows", nn="slaget til radene", nb="slaget til radene"),
    "columns": Text(en="kind of the columns", nn="slaget til kolonnane", nb="slaget til kolonnene"),
    "count": Text(
        en="kind of what is counted; without it measures, or the links themselves",
        nn="slaget til det som blir talt; utan det tiltak, eller lenkjene sjølve",
        nb="slaget til det som telles; uten det tiltak, eller lenkene selv",
    ),
}


@hook
def analyses() -> list[Analysis]:
    """The analysis `coverage`: a row for each cell."""
    return [
        Analysis(
            "coverage",
            title=Text(
                en="What hangs together with what, and what does not?",
                nn="Kva heng saman med kva, og kva gjer det ikkje?",
                nb="Hva henger sammen med hva, og hva gjør det ikke?",
            ),
            run=coverage,
            why=Text(
                en="Coverage shows promises that no measure stands behind, and goals that no part of a plan leads to.",
                nn="Dekninga viser lovnader som ingen tiltak står bak, og mål som ingen del av ein plan fører til.",
                nb="Dekningen viser løfter som ingen tiltak står bak, og mål som ingen del av en plan fører til.",
            ),
            reading=Text(
                en="A cell tells how many things hang together with both its row and its column, and whether that is "
                "stated, inferred or only planned. A part whose cells are all empty leads to none of the columns.",
                nn="Ei rute seier kor mange ting som heng saman med både rada og kolonnen, og om det er uttrykt, "
                "utleidd eller berre planlagt. Ein del med berre tomme ruter fører ikkje til nokon av kolonnane.",
                nb="En rute sier hvor mange ting som henger sammen med både raden og kolonnen, og om det er uttrykt, "
                "utledet eller bare planlagt. En del med bare tomme ruter fører ikke til noen av kolonnene.",
            ),
            parameters=(
                Parameter("rows", TEXTS["rows"]),
                Parameter("columns", TEXTS["columns"]),
                Parameter("count", TEXTS["count"], default=""),
            ),
        )
    ]


@hook
def renderers() -> list[Renderer]:
    """The format `svg`: a matrix as a picture."""
    what = Text(en="a matrix as a picture", nn="ei matrise som bilete", nb="en matrise som bilde")
    return [Renderer("svg", ".svg", what=what, render=draw)]


def draw(answers: Sequence[Answer]) -> str:
    """The first answer as a heatmap.

    Raises:
        KgraphError: it is no matrix.
    """
    from kgraph.drawing.heatmap import heatmap
    from kgraph.drawing.matrix import is_coverage, matrix_of

    answer = answers[0]
    if not is_coverage(answer):
        message = Text(
            en="only a matrix of coverage is drawn as SVG",
            nn="berre ei matrise over dekning blir teikna som SVG",
            nb="bare en matrise over dekning tegnes som SVG",
        )
        raise KgraphError(
            message[answer.language], hint='kgraph coverage "focus area" "SDG goal"', language=answer.language
        )
    return heatmap(matrix_of(answer))


@hook
def commands() -> list["click.Command"]:
    """The command `kgraph coverage`."""
    import click

    @click.command("coverage", epilog='Example: kgraph coverage "focus area" "SDG goal"')
    @click.argument("rows")
    @click.argument("columns")
    @click.option("--count", default="", metavar="KIND", help="What is counted [default: measures, or links].")
    @click.option("--plan", metavar="PLAN", help="Only what is its own, of each kind that it has any of.")
    @click.option("--basis", type=click.Choice(["all", "stated"]), default="all", help="Which links count.")
    @click.pass_obj
    def command(view: View, rows: str, columns: str, count: str, plan: str | None, basis: str) -> Shown:
        """Which ROWS hang together with which COLUMNS, by measures or by links: two kinds, in any language.

        A cell counts the measures that hang together with both. ● stated by a document, ◕ partly stated, ◐ inferred,
        ○ only planned: the row itself leads to the column, but no measure does; · nothing; * beside a number: the
        measures lead there, the row itself does not. Where measures are rows or columns, and for cross-cutting goals, a
        cell tells whether there is a link. Totals count each thing once.
        """
        view = view.of_plan(plan) if plan else view
        view = view.on_basis("stated") if basis == "stated" else view
        return shown(view.analyse("coverage", rows=rows, columns=columns, count=count))

    return [command]


def shown(answer: Answer) -> Shown:
    """The answer, with ways of its own where people read it."""
    from kgraph.drawing.heatmap_html import page
    from kgraph.drawing.heatmap_text import heatmap_text
    from kgraph.drawing.matrix import flat, matrix_of

    matrix = matrix_of(answer)
    ways: dict[str, Any] = dict.fromkeys(("markdown", "excel", "xlsx"), lambda _width, _colour: flat(matrix, answer))
    ways["table"] = lambda width, colour: heatmap_text(matrix, width=width, colour=colour)
    ways["html"] = lambda _width, _colour: page(matrix)
    return Shown(answer, ways)
