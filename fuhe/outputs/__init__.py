"""Who is told, and in what shape."""
