"""Bytes and facts in, frozen records out: the doors of the pure half of the house."""

from parsers.article import parse_article

__all__ = ["parse_article"]
