"""PDF files, printed or scanned, into the same paragraphs and grids as the Word reader gives."""

from extract.pdf.engines import Engine
from extract.pdf.reader import read_pdf

__all__ = ["Engine", "read_pdf"]
