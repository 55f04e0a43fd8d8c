r"""The commands of a session: words after a backslash."""

import os
import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from kgraph.answer import Answer, Basis, Column, Note
from kgraph.errors import KgraphError, ProjectError
from kgraph.explanation import canonical, explained
from kgraph.messages import say
from kgraph.render import FORMATS, format_of, render
from kgraph.render.cells import plain
from kgraph.terms import LANGUAGES

if TYPE_CHECKING:
    from kgraph.repl.session import Session

BASES = ("all", "stated")


def obey(session: "Session", text: str) -> None:
    """Obey a command.

    Raises:
        KgraphError: there is none of that name, or it cannot be obeyed.
    """
    name, _, rest = text.removeprefix("\\").partition(" ")
    name = name.strip().casefold()
    if name not in COMMANDS:
        from kgraph.spor.wording import nearest

        near = [f"\\{each}" for each in nearest(name, list(COMMANDS))]
        raise _error(session, "repl_no_command", " · ".join(near) or "\\help", name=f"\\{name}")
    COMMANDS[name](session, rest.strip())


def _error(session: "Session", key: str, hint: str = "", **values: object) -> KgraphError:
    language = session.language
    return KgraphError(say(language, key, **values), hint=hint, language=language)


def _chosen(session: "Session", command: str, value: str, allowed: tuple[str, ...]) -> str:
    """One of a few words."""
    if value.casefold() not in allowed:
        hint = " · ".join(f"\\{command} {each}" for each in allowed)
        raise _error(session, "repl_choose", hint, command=f"\\{command}", value=value)
    return value.casefold()


def _last(session: "Session") -> str:
    if not session.question:
        raise _error(session, "repl_nothing_asked", "measures that support sdg:11", command="\\explain")
    return session.question


# ---- the commands


def _explain(session: "Session", question: str) -> None:
    told = explained(session.workspace, question or _last(session), translated=True, basis=session.basis)
    session.outlet.show(told + "\n")


def _lang(session: "Session", value: str) -> None:
    session.workspace.language = _chosen(session, "lang", value, LANGUAGES)
    session.outlet.tell(say(session.language, "repl_language"))


def _basis(session: "Session", value: str) -> None:
    session.basis = cast("Basis", _chosen(session, "basis", value, BASES))
    session.outlet.tell(say(session.language, f"repl_basis_{session.basis}"))


def _format(session: "Session", value: str) -> None:
    session.form = _chosen(session, "format", value, FORMATS)
    session.outlet.tell(say(session.language, "repl_format", form=session.form))


def _words(session: "Session", text: str) -> None:
    from kgraph.wordlist import words

    session.show(words(session.workspace, text or None), kept=False)


def _export(session: "Session", path: str) -> None:
    if session.answer is None:
        raise _error(session, "repl_nothing_asked", "measures that support sdg:11", command="\\export")
    if not path:
        raise _error(session, "repl_file_missing", "\\export a.csv")
    target = os.path.expanduser(path)
    form = format_of(target, session.answer.language)
    session.outlet.save(target, render(session.answer, form), session.language)
    session.outlet.tell(say(session.language, "repl_written", path=path))


def _save(session: "Session", name: str) -> None:
    _keep(session, name, over=False)


def _save_over(session: "Session", name: str) -> None:
    _keep(session, name, over=True)


def _keep(session: "Session", name: str, *, over: bool) -> None:
    from kgraph.repl.saving import place_of, written

    if not session.question:
        raise _error(session, "repl_nothing_asked", "measures that support sdg:11", command="\\save")
    path = place_of(session.workspace.project, name, session.language, over=over)
    texts = canonical(session.workspace, session.question, session.language)
    session.outlet.save(str(path), written(session.question, texts), session.language)
    session.outlet.tell(say(session.language, "repl_saved", path=path, name=path.stem))


def _queries(session: "Session", text: str) -> None:
    from kgraph.saved import saved_questions

    language = session.language
    faults: list[ProjectError] = []
    found = [
        each
        for each in saved_questions(session.workspace.project, language, faults).values()
        if any(text.casefold() in said.casefold() for said in (each.name, *each.titles.values()))
    ]
    rows = tuple((each.name, each.title(language)) for each in found)
    columns = (Column(say(language, "column_name"), "text"), Column(say(language, "column_query_title"), "text"))
    notes = () if rows else (Note("empty", say(language, "note_no_saved")),)
    session.show(Answer(text, columns, rows, len(rows), notes, language=language), kept=False)
    for fault in faults:
        session.outlet.tell(plain(str(fault)))


def _run(session: "Session", text: str) -> None:
    import shlex

    from kgraph.saved import find_saved, given_values

    try:
        name, *params = shlex.split(text)
    except ValueError:
        raise _error(session, "repl_name_missing", "\\queries", command="\\run") from None
    language = session.language
    saved = find_saved(session.workspace.project, name, language)
    values = saved.values(given_values(params, language, saved.told_parameters(language)), language)
    speech = session.workspace.language if saved.own else language
    answer = session.workspace.ask(saved.question, language=speech, basis=session.basis, parameters=values)
    if session.form == "table":
        given = ", ".join(f"{name}: {value}" for name, value in values.items())
        session.outlet.tell(plain(saved.title(answer.language) + (f" ({given})" if given else "")))
    session.show(answer)


def _help(session: "Session", _text: str) -> None:
    from kgraph.repl.examples import examples

    language = session.language
    parts = [say(language, "repl_help_try")]
    for heading, questions in examples(session.workspace.vocabulary, language):
        parts += ["", heading, *(f"  {question}" for question in questions)]
    parts += ["", say(language, "repl_help_commands")]
    width = max(len(_usage(name, language)) for name in COMMANDS)
    parts += [f"  {_usage(name, language):{width}}  {told(name, language)}" for name in COMMANDS]
    parts += ["", textwrap.fill(say(language, "repl_help_keys"), session.outlet.width)]
    session.outlet.show("\n".join(parts) + "\n")


def told(name: str, language: str) -> str:
    """What a command does."""
    return say(language, "repl_command_save_over") if name == "save!" else say(language, f"repl_command_{name}")


def _usage(name: str, language: str) -> str:
    """The command with what stands after it."""
    after = {
        "lang": "|".join(LANGUAGES),
        "basis": "|".join(BASES),
        "format": "table|csv|…",
        "help": "",
        "quit": "",
    }
    rest = after[name] if name in after else say(language, f"repl_after_{name.removesuffix('!')}")
    return f"\\{name} {rest}".rstrip()


def _quit(session: "Session", _text: str) -> None:
    session.over = True


COMMANDS: dict[str, Callable[["Session", str], None]] = {
    "explain": _explain,
    "words": _words,
    "lang": _lang,
    "basis": _basis,
    "format": _format,
    "export": _export,
    "save": _save,
    "save!": _save_over,
    "queries": _queries,
    "run": _run,
    "help": _help,
    "quit": _quit,
}
