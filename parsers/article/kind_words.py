# ruff: noqa: RUF001, SIM905 - words of many alphabets, in lists as readable as can be
"""Words that tell kinds of page apart: in addresses, titles, names of elements, generators.

The words are those of the web's common vocabulary, in the languages that the press is read in;
none is a site's own.
"""

import re
from collections import Counter
from collections.abc import Iterable

_NAME_GROUPS = {
    "goods": """product products price prices pricing cart basket sku wishlist variant variants
        swatch swatches stock shipping checkout buy quantity qty discount preis prijs prix precio
        warenkorb panier producto productos produkt shop store upsell""",
    "talk": """thread threads reply replies topic topics avatar username signature reputation forum
        forums vote votes voting answer answers question questions member members poster phpbb
        discourse xf message messages crawler quoted conversation upvote score user users joined
        karma op""",
    "manual": """doc docs documentation toctree highlight hljs prism codehilite code admonition
        docusaurus sphinx rst md markdown api param params syntax headerlink hash snippet clipboard
        copy toc version versions wiki mw language javascript python bash shell pre mdx note tip
        warning reference""",
    "selling": """hero cta testimonial testimonials faq faqs feature features benefit benefits
        solution solutions logos client clients partner partners trust banner jumbotron trial demo
        plan plans services service portfolio accordion counter steps stats get started tabs""",
    "listing": """card cards grid teaser teasers result results filter filters facet facets
        pagination pager sort listing listings tile tiles carousel slider archive category
        collection masonry loop directory rank ranking items list""",
    "story": """article story byline headline dateline lead lede standfirst kicker caption paragraph
        published publish timestamp entry artikel articulo noticia articulos dek subhead news
        newsarticle pubdate author authors posted excerpt single""",
    "builder": """elementor wp block et pb vc fl wix squarespace sqs framer webflow avada fusion
        divi brxe oxy stk kt uagb gb hs dnd mso""",
    "remark": "comment comments disqus kommentar kommentare comentario comentarios commentaires",
    "related": "related recommended recommendations recirc trending popular latest relacionadas",
    "social": "share sharing social facebook twitter whatsapp sharedaddy addtoany",
    "sale": "ad ads advert advertisement dfp sponsored outbrain taboola paywall subscribe gpt mpu",
}
NAME_GROUPS = tuple(_NAME_GROUPS)
_NAME_WORDS = {word: group for group, words in _NAME_GROUPS.items() for word in words.split()}
_WORDS = frozenset(_NAME_WORDS)
PATH_GROUPS = {
    "goods": re.compile(r"/(?:products?|shop|store|p|dp|item|pd|produkte?|producto?s?|produits?|"
                        r"buy|catalog)s?/"),
    "talk": re.compile(r"/(?:forums?|threads?|questions?|topics?|t|discussions?|community|q|r|"
                       r"comments|viewtopic\S*|showthread\S*|foro|foren)/"),
    "manual": re.compile(r"/(?:docs?|documentation|manual|wiki|help|support|reference|api|guides?|"
                         r"tutorials?|learn|handbook|stable|latest|v?\d+(?:\.[\dx]+)+)/|/docs"),
    "selling": re.compile(r"/(?:services?|solutions?|pricing|about|features?|platform|courses?|"
                          r"contact|programs?|industries|company|careers?|leistungen|servicios)/"),
    "listing": re.compile(r"/(?:categor(?:y|ies)|tags?|collections?|search|archives?|topics?|"
                          r"lists?|"
                          r"c|browse|section|page|kategorie|tema|themen?|rubrik|authors?|all)/"),
    "news": re.compile(r"/(?:news|articles?|stor(?:y|ies)|blogs?|posts?|nachrichten|noticias?|"
                       r"politics?|world|sports?|business|artikel|actualites?|opinion)/|"
        r"\.s?html?/$"),
    "front": re.compile(r"^/?(?:[a-z]{2}(?:-[a-z]{2})?/)?/?(?:index\.\w+/|home/)?$"),
}  # fmt: skip
TITLE_GROUPS = {
    "goods": re.compile(r"\b(?:buy|shop|store|prices?|sale|kaufen|acheter|comprar|kopen|купить)\b"),
    "talk": re.compile(r"\b(?:forums?|threads?|community|discussion|foro|foren)\b|q&a"),
    "manual": re.compile(r"\b(?:documentation|docs|manual|reference|guide|tutorial|api|wiki)\b|"
                         r"\b\d+\.\d+\b|dokumentation|документац"),
    "selling": re.compile(r"\b(?:services?|solutions?|software|company|agency|courses?|training|"
                          r"platform|pricing|programs?|free|online|best)\b"),
    "listing": re.compile(r"\b(?:category|archives?|list|collection|all|search|tag|page \d|top)\b"),
    "bar": re.compile(r" \| "),
}  # fmt: skip
ADDRESSING = frozenset(
    "you your yours you're you'll we our us we're sie ihr ihre ihrem ihren ihrer wir unser unsere "
    "uns du dein deine vous votre vos nous notre nos usted ustedes tu tus su nosotros nuestra "
    "nuestro nuestros você sua seu nós nossa nosso voi tuo tua vostro noi nostra nostro je jouw u "
    "uw wij we onze ons dig din ditt vi vår vårt våra du deg dere dine twój twoje nasz nasze вы "
    "ваш ваши вас вам мы наш наши вашего ви ваші ми наші siz sizin bizim biz".split()
)
REPORTING = frozenset(
    "said says told added according announced reported reportedly spokesman spokesperson "
    "spokeswoman sagte sagt erklärte teilte sprecher sprecherin laut zufolge berichtet dit "
    "déclaré affirme affirmé selon indiqué annoncé dijo afirmó según informó señaló explicó "
    "aseguró disse afirmou segundo informou detto secondo dichiarato spiegato zei zegt volgens "
    "meldt säger sade enligt sier sa ifølge siger sagde mówi powiedział według poinformował "
    "řekl uvedl podle povedal uviedol podľa mondta szerint közölte spus declarat potrivit "
    "сказал заявил сообщил сообщила заявила сообщает словам сказав заявив повідомив повідомляє "
    "dedi söyledi açıkladı belirtti kata menurut ujar mengatakan theo".split()
)
_OTHER_GENERATORS = (
    "discourse phpbb vbulletin xenforo smf mybb invision flarum vanilla nodebb "
    "mkdocs sphinx docusaurus gitbook vitepress mediawiki docutils readme antora doxygen dokuwiki "
    "javadoc shopify woocommerce magento prestashop bigcommerce opencart"
).split()


def words_in_names(names: Iterable[str]) -> Counter[str]:
    """How many different words of each group the names of a page's elements hold."""
    joined = " ".join(names).lower().replace("-", " ").replace("_", " ")
    return Counter([_NAME_WORDS[word] for word in _WORDS.intersection(joined.split())])


def is_made_for_others(generator: str) -> bool:
    """Whether the program that made the page makes discussions, manuals or shops."""
    folded = generator.lower()
    return bool(folded) and any(name in folded for name in _OTHER_GENERATORS)
