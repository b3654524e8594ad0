"""How a grid is laid out: rows, columns, labels with their values; where forms and their blocks begin and end."""
