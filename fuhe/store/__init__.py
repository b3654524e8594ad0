"""The store: what each run found, in one SQLite file."""
