"""The corpus: documents, what they say (gold), and how they are built (make)."""
