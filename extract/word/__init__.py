"""Word files (.docx, .docm, .dotx, .dotm; Transitional or Strict) into paragraphs and grids."""

from extract.word.reader import read_word

__all__ = ["read_word"]
