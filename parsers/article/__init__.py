from parsers.article.parse import parse_article

__all__ = ["parse_article"]
