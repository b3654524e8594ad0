"""How well fuhe reads and judges, measured on documents whose content is known (``python -m corpus.measure``)."""
