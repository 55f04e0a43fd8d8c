"""Whether analyses and commands keep the contract on every view."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kgraph.answer import Answer
from kgraph.dossier import Dossier, Shown
from kgraph.plugin import Analysis
from kgraph.terms import LANGUAGES
from kgraph.testing.answers import check_answer
from kgraph.testing.demands import check_callable, check_name, check_text, demand, tried, unique
from kgraph.testing.trial import FIRST, Trial, Where, trial_of

if TYPE_CHECKING:
    import click


def check_analysis(analysis: Analysis, project: Where = None, **parameters: str) -> None:
    """The analysis gives a whole answer on every view, the same twice, and says why it matters and how it is read.

    Args:
        analysis: any.
        project: the folder of a project to run it on beside an empty one; without it, the example.
        parameters: values of its parameters; one without a default and without a value here is given a plan's code.

    Raises:
        AssertionError: it does not; says what to mend.
    """
    who = f"the analysis {analysis.name}"
    check_name(who, analysis.name)
    for which in ("title", "why", "reading"):
        check_text(who, which, getattr(analysis, which))
    unique(who, [each.name for each in analysis.parameters])
    for each in analysis.parameters:
        demand(each.name.isidentifier(), f"{who}: the parameter {each.name!r} is not a plain word")
        check_text(f"{who}: the parameter {each.name}", "what", each.what)
    check_callable(who, "run", analysis.run)
    trial = trial_of(project)
    values, guessed = _values(analysis, trial, parameters)
    for where, view in trial.views():
        answer = tried(who, where, analysis.run, view, values, may_refuse=guessed)
        if answer is not None:
            check_answer(answer, f"{who} {where}")
            demand(answer.language == view.language, f"{who}: its answer is not in the view's language {where}")
            same = where != FIRST or answer == analysis.run(view, values)
            demand(same, f"{who}: it finds something else the second time")


def _values(analysis: Analysis, trial: Trial, given: Mapping[str, str]) -> tuple[dict[str, str], bool]:
    """The values of the parameters, and whether one of them is a guess."""
    known = {each.name: each.default for each in analysis.parameters}
    strays = sorted(set(given) - set(known))
    demand(not strays, f"the analysis {analysis.name}: it has no parameter {', '.join(strays)}")
    plan = next((each.code for each in trial.view().ask("plans").things() if each.code), "a:plan")
    values = {name: given.get(name, default) for name, default in known.items()}
    return {name: plan if value is None else value for name, value in values.items()}, None in values.values()


def check_command(command: "click.Command", arguments: Sequence[str] = (), project: Where = None) -> None:
    """The command has a help text, and what it gives can be written, or is nothing.

    Args:
        command: any.
        arguments: what to run it with; where it lacks one, only its help is looked at.
        project: the folder of a project to run it in; without it, the example.

    Raises:
        AssertionError: it does not; says what to mend.
    """
    import click
    from click.testing import CliRunner

    who = f"the command {command.name}"
    check_name(who, command.name)
    demand(not isinstance(command, click.Group), f"{who}: a command of a plugin has no commands of its own")
    demand((command.help or "").strip(), f"{who}: it has no help; the docstring of its function is that")
    shown = CliRunner().invoke(command, ["--help"])
    demand(shown.exit_code == 0 and "Usage:" in shown.output, f"{who}: --help does not work: {shown.output}")
    for language in LANGUAGES:
        view = trial_of(project).view(language)
        try:
            context = command.make_context(command.name, list(arguments), obj=view)
        except click.UsageError as error:
            demand(not arguments, f"{who}: it cannot be run with {' '.join(arguments)}: {error.message}")
            return
        with context:
            _check_returned(who, tried(who, "as it runs", command.invoke, context, may_refuse=not arguments))


def _check_returned(who: str, returned: object) -> None:
    answers: Sequence[object] = ()
    match returned:
        case Answer():
            answers = (returned,)
        case Dossier():
            answers = returned.answers
            demand(answers, f"{who}: a Dossier holds at least one answer")
        case Shown():
            ways = [tried(who, f"as {form}", way, 80, False) for form, way in returned.ways.items()]
            strays = [type(each).__name__ for each in ways if not isinstance(each, str | Answer | Dossier)]
            demand(not strays, f"{who}: a way of a Shown gives a text, an Answer or a Dossier, not {', '.join(strays)}")
            for each in (returned.answer, *ways):
                _check_returned(who, each)
        case _:
            demand(
                returned is None or isinstance(returned, str | bytes),
                f"{who}: it gives {type(returned).__name__}, not an Answer, a Dossier, a Shown, a text or bytes",
            )
    for answer in answers:
        check_answer(answer, who)
