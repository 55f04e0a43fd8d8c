"""Variables of a question never meet those that its query has for itself."""

import pytest

from kgraph.spor.meaning.scope import Scope


@pytest.mark.parametrize("word", ["Cell", "cell2", "Fold", "Key", "Evidence", "Total"])
def test_a_kind_that_is_called_as_a_column_of_the_query_gets_another_variable(word):
    scope = Scope(complaints=None, names=None, parameters=None)
    assert scope.fresh(word).endswith("Thing")
    assert scope.fresh(word) != scope.fresh(word)
