"""The explorer: a REST API and pages on the evidence of one store; it reads and never writes."""
