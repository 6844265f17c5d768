"""The REST API: one module a kind of thing that is asked for."""
