"""Versions that stand beside every row they made."""

PARSER_VERSION = "article-1"
EXTRACTOR_VERSION = "events-1"
