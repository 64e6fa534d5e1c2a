"""What the names of elements say: classes, ids and roles that many sites share.

The tables hold words of the web's common vocabulary, never those of one site. A *doubt* means
that the text inside is hardly the article's; a *hint* that it is. In the tables a space stands
for "-", "_" or nothing ("read more" finds read-more and readmore), * for any further letters.
"""

import re
from functools import lru_cache

import re2

# Elements whose text is beside the article by the HTML standard's own description.
_TAGS = {
    "nav": "nav",
    "footer": "footer",
    "aside": "aside",
    "figcaption": "caption",
    "figure": "caption",
    "form": "form",
    "fieldset": "form",
    "address": "address",
}
_OWN = frozenset(("body", "html", "main", "article"))
_SETTLED = _OWN | _TAGS.keys()
_BESIDE = {
    "related": """related*, relation, relationship, recirc*, recommend*, more on, more from,
        more stor*, more news, more in, more about, more article, more like, more post, more top,
        see also, read more, read also, read next, read too, also read, also like, also see,
        further reading, trending, popular, most read, most viewed, most popular, most shared,
        most recent, latest, up next, next up, next article, next post, next story, prev next,
        teaser*, promo*, outbrain*, taboola*, zergnet, dianomi, revcontent, mgid, onward, read on,
        linkbox, story links, story list, inline links, inline recirc, inline related, similar*,
        suggest*, editor pick, editors pick, you may, pagination, pager, post nav*, slider,
        carousel, swiper*, card list, card grid,
        relacionad*, relacionat*, puede interesar, podria interesar, lea tambien, lee tambien,
        leer mas, lea mas, mas leid*, mas visto*, lo mas, leia tambem, leia mais, veja tambem,
        saiba mais, mais lid*, lire aussi, a lire, articles lies, plus lus, voir aussi,
        correlat*, leggi anche, piu lett*, verwandt*, aehnlich*, mehr zum, mehr dazu,
        weitere artikel, weiterlesen, meistgelesen*, lees ook, lees verder, gerelateerd*,
        meest gelezen, les ogsa, laes ogsa, las ocksa, relatert*, relaterad*, relatered*,
        mest lest*, mest laest*, mest last*, lue myos, luetuim*, czytaj takze, zobacz takze,
        czytaj tez, powiazan*, polecan*, polecam*, souvisejic*, suvisiac*, kapcsolod*, ajanlo*,
        citeste si, articole similare, procitaj*, povezan*, ilgili, ilgili haber*, benzer*,
        cok okunan*, baca juga, terkait, berita lain*, terpopuler, lien quan, tin lien quan""",
    "share": """share, sharing, sharer, sharebar, sharethis, share *, social*, sns*, addthis*,
        addtoany*, a2a, sharedaddy, follow us, follow, like, reaction, bookmark*, print button,
        print link, toolbar, toolbox, tool, action, article tools, article actions,
        article icons, article options""",
    "newsletter": """newsletter*, subscribe, subscribed, subscription*, subscriber box,
        subscriber wall, subscriber offer, subscriber banner, sign up*, email, email *, mailing*,
        mc embed*, mailchimp, register*, registration, login*, donat*, support us, contribute*,
        contribution*, membership, marketing, cta, call to action, paywall box*, paywall offer*,
        paywall banner*, paywall modal*, paywall promo*, paywall overlay*, paywall message*,
        piano *, offer, upsell, conversion, regwall, gate, boletin*, infolettre*, rundbrief*,
        nieuwsbrief*, nyhetsbrev*, nyhedsbrev*, uutiskirje*, biuletyn*, hirlevel*, bulten*,
        abonnement*, abonner*, suscri*, assine, iscriviti""",
    "advert": """ad, adv, advert*, ad *, adslot, adbox, adunit, dfp*, gpt*, sponsor*, banner*,
        commercial, anzeige, werbung, publicidad*, publicite, pubblicita, reklam*, reklame,
        annonce""",
    "comment": """comment, comment form*, comment list*, comment thread*, comment area*,
        comment section*, comment body, comment text, comment content, comment count*,
        comments *, commentlist, disqus*, discussion, livefyre, coral*, viafoura, kommentar*,
        comentario, commentaire, respond, replies""",
    "consent": """cookie, cookie *, consent*, gdpr, onetrust*, cmp, didomi*, sp message, privacy*,
        tracking notice""",
    "caption": """caption, caption *, *caption, wp caption*, credit, image credit, image caption,
        image meta, image info, image source, image text, image description, image legend,
        photo credit, photo caption, photo info, photo by, photo description, photographer,
        legend*, img text, img caption, img credit, bildunterschrift, bildtext, copyright*,
        media caption, media credit, media info, gallery*, slideshow*, lightbox*, video player,
        video caption, video container, video wrapper, video meta, video info, video title,
        video description, video playlist, video desc, player*, jwplayer*, jw *, vjs*,
        photoswipe*, pswp*, audio*""",
    "byline": """byline*, by line*, author*, autor*, dateline, date, datetime, timestamp*,
        time stamp, time, pub date, published*, publish *, updated, article date, article meta,
        article info, article byline, article author, article header meta, post meta, post date,
        post info, post author, post tags, post footer, post categories, entry meta, entry date,
        entry footer, entry categories, entry tags, meta, metadata, meta *, bio, contributor*,
        profile, about author, about the author, writer, reporter, vcard, reading time,
        read time""",
    "menu": """nav*, menu*, breadcrumb*, crumb, site header, page header, masthead, global header,
        main header, topbar, top bar, navbar, skip, skip *, search*, drawer, hamburger, offcanvas,
        footer*, site footer, page footer, colophon, pie, pie pagina, pie de pagina, rodape*,
        pied de page, fusszeile*, fussbereich*, stopka*, paticka*, lablec*,
        side bar*, rail, right rail, right col*, right side*, left rail, left sidebar,
        widget*, tag, tag *, tags *, tagcloud, topic, topic *, keyword, categor*,
        kicker, eyebrow, flag, badge, rubric*, toc, table of contents, modal*, pop up*, overlay*,
        tooltip*, toast, screen reader*, sr only,
        visually hidden, hidden, hide, offscreen, no print, print only, d print *,
        ticker, weather, stock*, quiz*, poll*,
        survey, disclaimer, disclosure, correction form, feedback, report error, complementary,
        contentinfo, dialog, alert, accordion""",
    "aside": """pull quote*, fact box*, info box*, at a glance, twitter *, instagram *, fb post,
        tiktok *, oembed, aside, shop*, affiliate*, buy, buy *, price*, app download, app promo,
        app banner, download, glossary, explainer box, listen*, narrat*, speech*, readspeaker*,
        podcast, podcast *""",
}  # fmt: skip
_CONTAINER = (
    r"(?:article|body|content|entry|main|news|page|post|single|story|text)[-_]*"
    r"(?:article|body|container|content|copy|detail|entry|inner|main|page|text|view|wrap)"
    r"|column|container|grid|has[-_]?content|layout|rich[-_]?text|template|wrapper"
)
_BODY = (
    r"(?:article|story|content|news)[-_]*(?:body|text)|(?:article|story)[-_]*(?:content|copy)"
    r"|entry[-_]?content|post[-_]*(?:content|body|text)|body[-_]*(?:copy|text)|text[-_]?body"
    r"|rich[-_]?text|reviewbody"
)
SAYING = (
    r"agency|auteur|author|autor|by-line|byline|contributor|creat|credit|date|datum|fecha|headline|"
    r"posted|publi|reporter|signature|source|time|updat|wall|writer"
)
"""What may name an author, a time, a headline or a wall: in names of classes, ids, relations."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# The same, found sooner: it begins with what is rare.
_HUMP = re.compile(r"[A-Z](?<=[a-z][A-Z])")
_EDGE = "[^0-9a-z]"
_MEMORY = 64 << 20
_MOST = 16_384
_SILENT = ("", False, False)
_verdicts: dict[str, tuple[str, bool, bool]] = {}


def verdict(tag: str, names: str) -> tuple[str, bool, bool]:
    """What a tag and the names on it say: (doubt, named as the body, may be asked).

    The first is the reason why the text inside is hardly the article's, "" where nothing speaks
    against it or where it is named as a container; the second whether it is named as the
    article's body; the third whether it may say who wrote the page, when, or what it is.
    """
    if not names:
        return _TAGS.get(tag, ""), False, False
    found = _verdicts.get(names)
    if found is None:
        tables = _match(f" {names if names.islower() else _folded(names)} ")
        found = _judged(tuple(tables)) if tables else _SILENT
        if len(_verdicts) > _MOST:
            _verdicts.clear()
        _verdicts[names] = found
    if tag in _SETTLED:
        return _TAGS.get(tag, ""), found[1], found[2]
    return found


def _folded(names: str) -> str:
    return (_CAMEL.sub("-", names) if _HUMP.search(names) else names).lower()


@lru_cache(maxsize=4096)
def _judged(found: tuple[int, ...]) -> tuple[str, bool, bool]:
    """The verdict by the tables that found something: few sets of them ever come up."""
    reasons = [at for at in found if at < _CONTAINER_AT]
    sure = reasons and _CONTAINER_AT not in found
    return _REASONS[min(reasons)] if sure else "", _BODY_AT in found, _SAYING_AT in found


def _compiled() -> re2.Set:
    """All tables as one automaton: one pass over the names, whatever is asked of them."""
    options = re2.Options()
    options.max_mem = _MEMORY
    tables = re2.Set.SearchSet(options)
    for words in _BESIDE.values():
        tables.Add(_pattern(words))
    for pattern in (_CONTAINER, _BODY, SAYING):
        tables.Add(pattern)
    tables.Compile()
    return tables


def _pattern(words: str) -> str:
    """The pattern of a table, for names with a space before and behind.

    Nothing is asked of what follows a "*", and edges of words are characters: the automaton is
    built as it meets names, and of word boundaries it would build twice as much. In the order of
    the alphabet common beginnings are built once.
    """
    whole, begun, anywhere = list[str](), list[str](), list[str]()
    for word in sorted(map(str.strip, " ".join(words.split()).split(","))):
        part = word.replace(" *", r"[-_]\w*").replace(" ", "[-_]?")
        if part.startswith("*"):
            anywhere.append(f"{part[1:]}(?:e?s)?{_EDGE}")
        elif part.endswith("*"):
            begun.append(part.removesuffix("*"))
        else:
            whole.append(part)
    ended = f"(?:{'|'.join(whole)})(?:e?s)?{_EDGE}"
    return "|".join([f"{_EDGE}(?:{'|'.join([*begun, ended])})", *anywhere])


_REASONS = tuple(_BESIDE)
_CONTAINER_AT, _BODY_AT, _SAYING_AT = (len(_REASONS) + more for more in range(3))
_match = _compiled().Match
