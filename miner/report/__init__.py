"""Pages that people read, made and checked from evidence: paper page, article check, brief."""
