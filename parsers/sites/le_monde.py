"""Le Monde: the menus of every page show other articles with their authors' names."""

from datetime import date

from parsers.sites.rules import SiteRules

RULES = (
    SiteRules(
        hosts=("lemonde.fr",),
        valid_from=date(2022, 8, 1),
        body=("article.article__content",),
        # Paragraphs of the article have a class; the one that offers a subscription has none.
        drop=(".catcher", ".author", ".article__reactions", ".article__content > p:not([class])"),
        authors=(".article__header .article__author-link", ".article__header .meta__author"),
    ),
)
