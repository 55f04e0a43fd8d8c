"""The explorer as one file: plans to look through in any browser, without a server and without a network.

Why: a plan is sent by e-mail, put on a web page or kept with the case, and whoever gets it can look things up, walk
along the links, and read the gaps and the answers to the saved questions.

    kgraph export explorer plans.html --lang nn
    kgraph export explorer sogndal.html --plan sogndal --basis stated

How to read it: open the file. Its pages are those of `kgraph serve`; what they show stands in their address after `#`,
so that a link leads to a thing, an answer or a matrix. Buttons and headings are in the reader's language, what the
plans hold and lack in the one that the file was written in, on the basis that it was written on.
"""

from collections.abc import Iterable
from typing import IO

from kgraph.plugin import Exporter, Loss, Text, View, hook

WHAT = Text(
    en="pages to look through the plans with, as one file for any browser, without a network",
    nn="sider til å sjå gjennom planane med, som éi fil til alle nettlesarar, utan nett",
    nb="sider til å se gjennom planene med, som én fil til alle nettlesere, uten nett",
)
ROWS = Text(
    en="rows of answers after the first 1000",
    nn="rader i svar etter dei første 1000",
    nb="rader i svar etter de første 1000",
)
PLANS = Text(
    en="plans whose gaps and matrices stand there only together with those of the others",
    nn="planar der hol og matriser berre står saman med dei til dei andre",
    nb="planer der hull og matriser bare står sammen med dem til de andre",
)
QUESTIONS = Text(
    en="saved questions that cannot be answered here",
    nn="lagra spørsmål som det ikkje finst svar på her",
    nb="lagrede spørsmål som det ikke finnes svar på her",
)


@hook
def exporters() -> list[Exporter]:
    """The form `explorer`."""
    return [Exporter("explorer", ".html", WHAT, write, whole_plans=True)]


def write(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """Write the page."""
    from kgraph.showing.data import everything
    from kgraph.showing.offline import page

    content = everything(view)
    file.write(page(content))
    answers = content["answers"]
    found = (
        (ROWS, sum(answer["total"] - len(answer["rows"]) for answer in answers)),
        (PLANS, 0 if content["plan"] else len(content["plans"]) - len(content["gaps"]) + 1),
        (QUESTIONS, len(view.saved()) - len(answers)),
    )
    return [Loss(what, count) for what, count in found if count]
