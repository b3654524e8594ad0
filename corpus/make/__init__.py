"""Builds the corpus: facts (corpus/forms) become Word files and PDFs, drawn as different programs draw them."""
