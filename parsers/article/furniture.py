# ruff: noqa: RUF001 - words in their own alphabets
"""Lines that are furniture of the page wherever they stand.

Labels of advertisements, buttons and boxes, credits of pictures, notices of copyright. Only a line
that says nothing else counts.
"""

import re

_LABELS = """
    advertisement, advertisements, advertising, ad, ads, sponsored, sponsored content, paid
    content, promoted, story continues below advertisement, article continues below
    advertisement, continue reading below, article continues after advertisement, scroll to
    continue, anzeige, werbung, publicité, publicidad, publicidade, pubblicità, advertentie,
    annons, annonse, annonce, mainos, reklama, reklam, oglas, hirdetés, publicitate,
    реклама, διαφήμιση, إعلان, اعلان, تبلیغات, פרסומת, विज्ञापन, বিজ্ঞাপন, quảng cáo, iklan,
    โฆษณา, 広告, 廣告, 广告, 광고, share, share this, share this article, share this story, share on
    facebook, share on twitter, share on x, tweet, teilen, artikel teilen, compartir,
    compartilhar, partager, condividi, delen, dela, del, jaa, udostępnij, paylaş,
    поделиться, поширити, сподели, مشاركة, شارك, 分享, 共有, 공유, save, save article, saved,
    print, print this article, email, e-mail, copy link, link copied, bookmark, comment,
    comments, view comments, leave a comment, add a comment, join the conversation,
    kommentare, kommentieren, comentarios, comentários, commentaires, commenti, reacties,
    yorumlar, комментарии, коментарі, تعليقات, 评论, コメント, 댓글, subscribe, subscribe now, sign
    up, sign up now, log in, login, sign in, register, follow, follow us, abonnieren, jetzt
    abonnieren, anmelden, suscríbete, inscreva-se, assine, s'abonner, abbonati, listen,
    listen to this article, listen to article, audio, watch, watch video, play, pause, mute,
    loading, loading..., gallery, view gallery, photos, open image modal, enlarge image,
    close, menu, skip to content, back to top, top, next, previous, show more, load more,
    view all, see all, click here, tags, topics, keywords, keyword, read full article, read
    full story, continue reading, all rights reserved, recommended video, related video,
    more videos, getty images, reuters, afp
"""
_KNOWN = frozenset(label.strip() for label in " ".join(_LABELS.split()).split(","))
_LONGEST = 50
_LONGEST_CREDIT = 160
_EDGES = " \t:.,;|>»›·•*-–—…!()[]"
_CREDIT = re.compile(
    r"^(?:©|\(c\)|copyright\b|(?:photo|photograph|image|picture|foto|fotos|bild|video|illustration|"
    r"photo by|image credit|photo credit|credit|credits|crédit|crédits|fotó|borítókép|zdjęcie|фото|"
    r"source|quelle|fonte|fuente) ?[:：©])"
    r"|(?:/|\bvia |©\s?)(?:getty images?|reuters|afp|ap|epa|shutterstock|istock|alamy|dpa)\)?$"
    r"|\ball rights reserved\b|저작권자|無断転載|版权所有|版權所有",
    re.IGNORECASE,
)
_CREDIT_SIGNS = ("©", ":", "：", "/", "(", "opyright", "ights reserved", "저", "無", "版", "via ")


def is_furniture(text: str) -> bool:
    """Whether a line is nothing but a label, a button or a credit."""
    if len(text) <= _LONGEST and text.strip(_EDGES).lower() in _KNOWN:
        return True
    if len(text) > _LONGEST_CREDIT or not any(sign in text for sign in _CREDIT_SIGNS):
        return False
    return _CREDIT.search(text) is not None
