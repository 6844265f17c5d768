"""The commands: where each one's code is, and its one line in `miner --help`, so that help needs no imports.

A new command is one module in this room and one line here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: `module:attribute` within this room, and its short help (a test holds it equal to the command's)."""

    where: str
    help: str


COMMANDS = {
    "run": Entry("run:run", "Harvest a topic, read it, and publish its evidence graph."),
    "harvest": Entry("harvest:harvest", "Fetch what is new, revised, deleted or retracted since the last harvest."),
    "schedule": Entry("schedule:schedule", "Harvest a topic regularly."),
    "read": Entry("read:read", "Read documents from files, one reading record a line."),
    "graph": Entry("graph:graph", "Assemble the evidence graph from the store, and write it."),
    "search": Entry("search:search", "Find entities, claims and papers in the store."),
    "paths": Entry("paths:paths", "Find the mediator paths between an exposure and an outcome, ranked."),
    "changes": Entry("changes:changes", "Say what is new, gone, stronger, weaker or turned since then, and why."),
    "disputes": Entry(
        "disputes:disputes", "Say who disagrees: which papers found up, down or nothing, and in what they differ."
    ),
    "discover": Entry("discover:discover", "Propose links that no paper states, by what lies between."),
    "show": Entry("show:show", "Show one entity (what raises and lowers it, through what), or one paper."),
    "figure": Entry("figure:figure", "Draw the evidence: mediators in three columns, a forest plot, a timeline."),
    "check": Entry("check:check", "Check an article: each claim's verdict, each citation resolved or named."),
    "brief": Entry("brief:brief", "Write an evidence page on a topic, every sentence tied to its claims."),
    "vocabulary": Entry("vocabulary:vocabulary", "Show the vocabulary in use, or compile it."),
    "models": Entry("models:models", "List the taggers in use, or install one."),
    "explore": Entry(
        "explore:explore", "Look at the evidence in the browser: search, entities, paths, forest plots, papers."
    ),
    "evaluate": Entry("evaluate:evaluate", "Print the quality figures against a gold file."),
}
