"""What a run prints of an edge says what its figures are figures of."""

from graph_builder import BONE_DENSITY, MAGNESIUM, SARCOPENIA, estimate, graph_of, paper, says

from miner.model.concept import State
from miner.run.summary import effect_lines, path_lines


def test_an_effect_of_less_says_so() -> None:
    """A hazard ratio above 1 for low magnesium, beside "Magnesium lowers sarcopenia", is told as one for less."""
    graph = graph_of(paper(1, says(MAGNESIUM, SARCOPENIA, -1, estimate(2.56, 1.4, 4.7), state=State.LOW)))
    (line,) = effect_lines(graph)
    assert line.sign == -1
    assert line.effect.startswith("OR 2.56, 95% CI 1.4 to 4.7")
    assert line.effect.endswith(" (for less magnesium)")


def test_an_effect_of_more_is_told_plainly() -> None:
    """What speaks of more of the subject is printed as it is."""
    graph = graph_of(paper(1, says(MAGNESIUM, BONE_DENSITY, 1, estimate(1.5, 1.2, 1.9))))
    (line,) = effect_lines(graph)
    assert line.effect.startswith("OR 1.5, 95% CI 1.2 to 1.9")
    assert "less" not in line.effect
    assert path_lines(graph) == ()
