"""Fund blocks, however they are laid out: headings, rows, sources of money as columns, pairs, two sides."""
