# ruff: noqa: RUF001 - phrases in their own alphabets
"""What papers print above links to other stories, by language (ISO 639-1).

Only a line that says nothing else counts, so that a paragraph that begins with "Related" stays
a paragraph. Case, accents and marks around the words do not matter.
"""

import re
import unicodedata
from functools import lru_cache

_PHRASES = {
    "en": """related, related stories, related story, related articles, related news, related posts,
        related coverage, related content, related links, related topics, related reading,
        read more, read also, also read, read next, read this next, read too, see also, see more,
        more stories, more news, more articles, more on this, more on this story,
        more on this topic, more on this subject, more about this, more from us, also like,
        you may like, you might like, you may also like, you might also like,
        you may be interested in, you may also be interested in, recommended, recommended for you,
        recommended stories, recommended reading, most read, most viewed, most popular,
        most shared, top stories, popular stories, popular posts, popular now, trending,
        trending now, latest news, latest stories, editor's picks, editors' picks, editors picks,
        editor's choice, don't miss, further reading, what to read next, up next, next up,
        in case you missed it, recent posts, recent stories, recent articles, also today,
        other stories, other news, in other news""",
    "es": """le puede interesar, te puede interesar, le podría interesar, te podría interesar,
        le puede gustar, le pueden interesar, te pueden interesar, también le puede interesar,
        también te puede interesar, puede interesarle, te puede gustar, quizá le interese,
        quizás te interese, lea también, lee también, lea además, lee además, leer también,
        leer más, lea más, ver más, vea también, vea además, mire también, ver también,
        más noticias, más sobre este tema, más información, más leídas, más leídos, lo más leído,
        lo más visto, las más leídas, noticias relacionadas, notas relacionadas,
        artículos relacionados, temas relacionados, contenido relacionado, relacionadas,
        relacionados, información relacionada, no te pierdas, no te lo pierdas, además lea,
        otras noticias, últimas noticias, recomendados, recomendadas""",
    "ca gl eu": """llegeix també, et pot interessar, notícies relacionades, més notícies,
        també et pot interessar, le tamén, novas relacionadas, irakurri ere""",
    "pt": """leia também, veja também, leia mais, veja mais, saiba mais, notícias relacionadas,
        mais notícias, últimas notícias, mais lidas, as mais lidas, matérias relacionadas,
        artigos relacionados, você pode gostar, você também pode gostar, pode interessar,
        recomendado para você, recomendadas para você, relacionado, conteúdo relacionado""",
    "fr": """à lire aussi, a lire aussi, à lire également, à lire ailleurs, à lire, lire aussi,
        lire également, lire la suite, lire plus, voir aussi, sur le même sujet,
        sur le même thème, articles liés, article lié, articles similaires, articles connexes,
        articles associés, les plus lus, plus lus, les articles les plus lus, vous aimerez aussi,
        vous aimerez peut-être, à découvrir, dans la même rubrique, notre sélection,
        cela peut vous intéresser""",
    "de": """mehr zum thema, mehr dazu, mehr lesen, mehr artikel, mehr nachrichten,
        lesen sie auch, lesen sie mehr, siehe auch, sehen sie auch, lies auch, auch interessant,
        das könnte sie auch interessieren, das könnte sie interessieren,
        das könnte dich auch interessieren, verwandte artikel, verwandte themen,
        verwandte beiträge, ähnliche artikel, ähnliche beiträge, ähnliche themen,
        weitere artikel, weitere themen, weitere meldungen, weitere nachrichten, meistgelesen,
        meistgelesene artikel, zum thema, passend zum thema, empfehlungen der redaktion,
        weiterlesen, themen in diesem artikel, aus dem ressort""",
    "it": """leggi anche, leggi di più, leggi altro, articoli correlati, notizie correlate,
        contenuti correlati, potrebbe interessarti, potrebbe interessarti anche,
        ti potrebbe interessare, ti potrebbero interessare, più letti, i più letti, le più lette,
        approfondisci, approfondimenti, vedi anche""",
    "nl": """lees ook, lees meer, lees verder, gerelateerd, gerelateerde artikelen,
        gerelateerde berichten, meer over dit onderwerp, meer nieuws, meer lezen, meest gelezen,
        aanbevolen, bekijk ook""",
    "no da": """les også, les mer, læs også, læs mere, relaterte saker, relaterte artikler,
        relaterede artikler, relaterede emner, relaterte, mest lest, mest læste, flere saker,
        flere nyheder, flere artikler, se også, mere om emnet""",
    "sv": """läs också, läs även, läs mer, relaterat, relaterade artiklar, mest läst,
        fler artiklar, mer om ämnet, missa inte""",
    "fi et lv lt": """lue myös, lue lisää, luetuimmat, aiheesta lisää, loe ka, loe lisaks,
        loe veel, seotud lood, seotud artiklid, lasi arī, lasi vēl, lasiet arī, saistītie raksti,
        skaitykite taip pat, taip pat skaitykite, susiję straipsniai, skaityk daugiau""",
    "is": """lesa einnig, lestu einnig, tengdar fréttir, mest lesið""",
    "pl": """czytaj także, czytaj też, czytaj również, czytaj więcej, zobacz także, zobacz też,
        zobacz również, przeczytaj także, przeczytaj też, przeczytaj również, powiązane,
        powiązane artykuły, polecamy, polecane, polecane artykuły, najczęściej czytane,
        więcej na ten temat""",
    "cs sk": """čtěte také, čtěte i, čtěte více, přečtěte si také, přečtěte si i, související,
        související články, mohlo by vás zajímat, mohlo by vás také zajímat, nejčtenější,
        prečítajte si aj, prečítajte si tiež, čítajte aj, čítajte tiež, súvisiace,
        súvisiace články, mohlo by vás zaujímať, najčítanejšie""",
    "hu": """olvasta már, kapcsolódó, kapcsolódó cikkek, kapcsolódó cikkeink, olvassa el ezt is,
        ez is érdekelheti, ez is érdekelhet, ezek is érdekelhetik, ajánlott cikkek,
        legolvasottabb""",
    "ro": """citește și, citeşte şi, citește mai mult, știri similare, știri pe aceeași temă,
        articole similare, articole recomandate, articole asemănătoare, vă recomandăm,
        îți recomandăm, cele mai citite""",
    "hr bs sr sl sq": """pročitajte i, pročitajte još, čitajte i, pročitajte više, povezane vijesti,
        povezane vesti, povezani članci, najčitanije, preberite tudi, preberite več,
        povezane novice, sorodni članki, lexo edhe, lexo më shumë, të ngjashme""",
    "tr az": """ilgili haberler, ilgili haber, ilgili içerikler, ilgili konular,
        bunlar da ilginizi çekebilir, ilginizi çekebilir, ayrıca okuyun, çok okunanlar,
        benzer haberler, sizin için seçtiklerimiz, oxuyun, oxşar xəbərlər""",
    "ru": """читайте также, читайте тоже, читайте еще, читайте ещё, читайте далее, см. также,
        смотрите также, похожие новости, похожие статьи, похожие материалы, материалы по теме,
        статьи по теме, новости по теме, по теме, еще по теме, ещё по теме, самое читаемое,
        популярное, рекомендуем, другие новости, последние новости""",
    "uk be": """читайте також, читайте ще, читайте ще й, читати також, дивіться також,
        схожі новини, схожі статті, пов'язані новини, матеріали за темою, за темою, популярне,
        останні новини, чытайце таксама, глядзіце таксама""",
    "bg mk sr": """прочетете още, прочетете също, вижте още, вижте също, свързани новини,
        свързани статии, още по темата, прочитајте и, прочитајте уште, читајте и, читајте још,
        читајте уште, прочитајте још, повезани вести, повезане вести, повезани чланци""",
    "el": """διαβάστε επίσης, διαβάστε ακόμη, διαβάστε ακόμα, διαβάστε περισσότερα, δείτε επίσης,
        δείτε ακόμη, σχετικά, σχετικά άρθρα, σχετικές ειδήσεις""",
    "ar": """اقرأ أيضا, اقرأ أيضاً, اقرأ المزيد, إقرأ أيضا, إقرأ أيضاً, اقرا ايضا, مواضيع ذات صلة,
        مواضيع متعلقة, مواضيع مشابهة, أخبار ذات صلة, أخبار متعلقة, مقالات ذات صلة, ذات صلة,
        قد يعجبك, قد يعجبك أيضا, قد يهمك, قد يهمك أيضا, الأكثر قراءة, الأكثر مشاهدة, المزيد,
        شاهد أيضا""",
    "fa ur": """بیشتر بخوانید, همچنین بخوانید, مطالب مرتبط, اخبار مرتبط, یہ بھی پڑھیں, مزید پڑھیں,
        متعلقہ خبریں""",
    "he": """קרא גם, קראו גם, קרא עוד, קראו עוד, כתבות קשורות, כתבות נוספות, אולי יעניין אותך""",
    "hi bn": """यह भी पढ़ें, ये भी पढ़ें, और पढ़ें, इसे भी पढ़ें, संबंधित खबरें, संबंधित ख़बरें, संबंधित समाचार,
        আরও পড়ুন, আরো পড়ুন, সম্পর্কিত খবর, সম্পর্কিত সংবাদ""",
    "vi": """xem thêm, đọc thêm, tin liên quan, tin tức liên quan, tin cùng chuyên mục,
        bài liên quan, bài viết liên quan, có thể bạn quan tâm""",
    "id ms tl sw": """baca juga, baca selengkapnya, baca lainnya, berita terkait, berita lainnya,
        berita berkaitan, berita populer, artikel terkait, artikel lainnya, terpopuler,
        simak juga, lihat juga, basahin din, kaugnay na balita, soma pia, soma zaidi,
        habari zinazohusiana""",
    "th": """อ่านเพิ่มเติม, อ่านต่อ, ข่าวที่เกี่ยวข้อง, เรื่องที่เกี่ยวข้อง""",
    "ja": """関連記事, 関連ニュース, 関連リンク, 関連トピックス, あわせて読みたい, おすすめ記事,
        アクセスランキング""",
    "zh": """相关新闻, 相关阅读, 相关文章, 相关报道, 相关推荐, 相关链接, 延伸阅读,
        推荐阅读, 更多新闻, 更多报道, 热门新闻, 热门文章,
        相關新聞, 相關閱讀, 相關文章, 相關報導, 延伸閱讀, 推薦閱讀""",
    "ko": """관련 기사, 관련기사, 관련 뉴스, 관련뉴스, 많이 본 기사, 많이 본 뉴스, 함께 본 기사""",
}
_LONGEST = 60
OPENING = 4
"""How many letters tell nearly all other lines from such a heading."""
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def heads_related(text: str) -> bool:
    """Whether a line is only a heading as stands above links to other stories."""
    if len(text) > _LONGEST:
        return False
    # Nearly all lines of a page begin otherwise; only the rest is worth folding.
    return _may_head(text[:OPENING]) and _fold(text) in _KNOWN


@lru_cache(maxsize=4096)
def _may_head(opening: str) -> bool:
    """Whether such a heading can begin with these letters; True of what begins otherwise."""
    if opening.isascii() and opening[:1].isalnum():
        # Folding changes nothing but capitals here, and what it cuts off stands at the end.
        return opening.lower() in OPENINGS or "  " in opening or not opening.isprintable()
    folded = _fold(opening)
    if len(folded) < OPENING or not opening.isalpha() or not folded.isalpha():
        return True
    return _sigma(folded[:OPENING]) in OPENINGS


def _sigma(text: str) -> str:
    """With one sign for the Greek letter that is written otherwise at the end of a word."""
    return text.replace("\u03c2", "\u03c3")


def _fold(text: str) -> str:
    """Letters without case and marks, one space between words."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
        text = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _EDGES.sub("", " ".join(text.lower().split()))


_KNOWN = frozenset(_fold(phrase) for phrases in _PHRASES.values() for phrase in phrases.split(","))
OPENINGS = frozenset(_sigma(phrase[:OPENING]) for phrase in _KNOWN)
"""The first letters of all such headings, folded."""
