"""The nouns that a project defines for all its questions, in `queries/words.spor`."""

from kgraph.errors import QuestionError
from kgraph.project import DEFINITIONS, Project
from kgraph.spor import Glossary, Names
from kgraph.spor.compiling import checked_glossary
from kgraph.vocabulary import Vocabulary


def glossary(text: str, project: Project, vocabulary: Vocabulary, names: Names, language: str) -> Glossary:
    """The definitions of a text, each of them tried.

    Args:
        text: of the file.
        project: whose file it is, for errors.
        vocabulary: the words it may use.
        names: looks up things by name and code.
        language: the one that it is taken to be in first, and of errors.

    Raises:
        QuestionError: it cannot be understood; the message begins with the file's name and the line.
    """
    if not text.strip():
        return Glossary()
    try:
        return checked_glossary(text, vocabulary, names, language)
    except QuestionError as error:
        line = text.count("\n", 0, error.span.start) + 1
        error.message = f"{project.queries() / DEFINITIONS}:{line}: {error.message}"
        raise
