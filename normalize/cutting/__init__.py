"""Grids cut into forms, and forms into blocks."""
