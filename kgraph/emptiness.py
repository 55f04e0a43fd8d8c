"""Why an answer is empty: which condition removed the last things, or that there is no such link at all."""

from collections.abc import Sequence
from dataclasses import replace

from kgraph.answer import Answer, Note
from kgraph.asking import counted
from kgraph.engines import Engine
from kgraph.messages import say
from kgraph.recipe import Stage


def explained(answer: Answer, stages: Sequence[Stage], engine: Engine) -> Answer:
    """The answer with a note on the condition that nothing met; the same answer where things are left."""
    note = _removed(stages, engine, answer.language) if stages else None
    if note is None:
        return answer
    # Beside what is empty it says more than that it is.
    notes = [each for each in answer.notes if each.code != "empty"]
    return replace(answer, notes=(note, *notes))


def _removed(stages: Sequence[Stage], engine: Engine, language: str) -> Note | None:
    kinds, before = stages[0].text, counted(engine, stages[0].left)
    if not before:
        return Note("no_things", say(language, "note_no_things", kinds=kinds))
    for number, stage in enumerate(stages[1:], start=1):
        left = counted(engine, stage.left)
        if left:
            before = left
            continue
        if stage.link and not engine.ask(stage.link):
            return Note("no_such_link", stage.no_link)
        values = {"kinds": kinds, "condition": stage.text, "before": before}
        if number == 1 or not stage.alone:
            return Note("removed", say(language, "note_removed", **values))
        return Note("removed", say(language, "note_removed_then", alone=counted(engine, stage.alone), **values))
    return None
