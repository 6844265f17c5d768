"""Fetching records from PubMed, PMC and PubTator 3, completely and politely, and proving it."""
