"""A small topic of our own, for the tests that run miner whole: its sample is a `zinc.jsonl` beside it."""

TOPIC = """
title = "Zinc and bone"
[queries]
bone = "zinc[tiab] AND bone[tiab]"
[exposure]
concepts = ["MESH:D015032"]
names = ["zinc"]
[outcome]
concepts = ["MESH:D010024", "MESH:D015519"]
[mediator]
concepts = ["MESH:D007249"]
[sample]
files = ["zinc.jsonl"]
"""
