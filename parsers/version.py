"""Versions that stand beside every row they made.

Each changes whenever another result may come out of the same bytes or text.
"""

PARSER_VERSION = "article-2"
EXTRACTOR_VERSION = "tree-1"
