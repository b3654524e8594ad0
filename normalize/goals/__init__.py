"""Goal blocks: what was expected, what was done, what it scored."""
