"""Trains the language model that ships in `parsers/language/model`: see README.md here."""
