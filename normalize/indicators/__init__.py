"""Indicator blocks: headings, levels, rows, and the records made of them."""
