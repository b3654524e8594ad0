"""The application: the only package that meets files and people."""

__version__ = "0.1.0"
