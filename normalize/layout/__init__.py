"""How a grid is laid out: rows, columns, labels with their values, signs of what a row is, segments."""
