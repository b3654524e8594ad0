"""What a few words say: numbers and their units, comparisons, dates, values; how texts are compared."""
