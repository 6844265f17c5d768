"""The pages: one module each, from a view and what the address asks to Dash components; all text is escaped by Dash."""
