# ruff: noqa: RUF001 - words in their own alphabets
"""Words around names in bylines, in the languages of the press.

What stands before a name ("by"), between names ("and"), what credits somebody who is not the
writer ("photo"), what somebody is ("editor"). But for BY and the sets, entries are patterns.
"""


def _listed(words: str) -> tuple[str, ...]:
    """Entries between commas."""
    return tuple(part.strip() for part in " ".join(words.split()).split(","))


_ACTS = _listed(
    "written, posted, published, reported, reporting, words, story, text, report, analysis, "
    "opinion, review, article, commentary, essay, interview, compiled, contributed, "
    "submitted, special"
)
_PIECES = _listed(
    "gastbeitrag, interview, kommentar, analyse, kolumne, bericht, reportage, artikel, text"
)
_PLAIN_BY = _listed(
    r"""
    by, author, authors, words, reporter:, reporters:, von, vom, autor, autorin, autoren,
    redaktion:, door, auteur, tekst, geschreven door, een artikel van, par, propos recueillis
    par, écrit par, publié par, rédigé par, texte, textes, auteure, por, escrito por,
    publicado por, redactado por, texto, textos, autora, redacción:, di, a cura di, autore,
    testo, testi, scris de, autorul, av, af, skrevet av, skrevet af, skriven av, publisert av,
    text, eftir, höfundur, kirjoittanut, kirjoittaja, teksti, toimittaja, od, przez, autorka,
    oprac., opracował, opracowała, napisał, napisała, napsal, napsala, piše, pripravil,
    pripravila, írta, szerző, autorius, autors, автор, авторы, автори, авторка, текст, пише,
    від, от, yazan, yazar, haber, oleh, penulis, tác giả, bởi, na mwandishi, του, της,
    συντάκτης, από, بقلم, كتب, كتبت, بواسطة, إعداد, الكاتب, نویسنده, نوشته, מאת, लेखक, โดย
    """
)
"""In English, German, Dutch, French, Spanish and so on round the world."""
BY = (
    *_PLAIN_BY,
    *(f"{act} by" for act in _ACTS),
    *(f"{piece} von" for piece in _PIECES),
    *(f"{article} {piece} von" for article in ("ein", "eine") for piece in _PIECES),
)
"""What stands before a name with a space or a colon; those with a colon here only with one."""
BY_TIGHT = _listed(
    r"""
    著者, 筆者, 執筆, 執筆者, 投稿者, 質問者, 取材, 文責, 作者, 撰文,
    記者, 记者, 本报记者, 文, 글, 작성자, 저자, 취재
    """
)
"""The same in scripts without spaces."""
WITH_PHOTOS = (
    r"(?:text|tekst|texte|texto|testo|words|story|report|reportage)"
    r"(?: (?:and|und|et|y|e|og|och|en|i|a)|,| ?&| ?/) ?"
    r"(?:photo\w*|fotos?|foto\w*|bild\w*|pictures?)"
)
"""Somebody who wrote and took the pictures too."""
AFTER_TIGHT = _listed(
    r"""
    記者, 记者, 特派員, 기자, 선임기자, 인턴기자, 특파원, 論説委員, 编辑部记者
    """
)
"""What stands after a name in Chinese, Japanese and Korean."""
AND = _listed(
    r"""
    and, und, sowie, et, og, och, samt, ja, en, y, e, i, a, és, și, oraz, и, й, і, та, ve,
    dan, và, και, dhe, eta, ir, un, agus, with, mit, avec, con, com, met, med, و, ו, और
    """
)
"""Between two names. All are short words of other meanings too: a name must follow."""
CREDITS = _listed(
    r"""
    photo(?:s|graph\w*|graf\w*)?, pictures?, images?, illustrat\w*, graphics?, videos?,
    photographers?, photography, contributions?, with contributions, edited, editing,
    translat\w*, reviewed, fact[- ]checked, produced, cartoon, art,
    (?!post|publi|report|submit|compil|author|contribut|updat|creat)\w+ed(?= by), styling,
    (?:press |media )?contacts?, (?:presse)?kontakt, contacto, contatto, additional reporting,
    medically reviewed, read by, narrated, fotos?, fotograf\w*, bild(?:er)?, illustration\w*,
    grafik(?:en)?, übersetz\w*, redigiert, bearbeitung, traduc\w*, traduit, traduzione,
    tradução, ilustra\w*, imagen(?:es)?, crédit, edición, beeld, fotografie, vertaling,
    oversat, oversatt, översättning, kuvat?, käännös, zdjęci\w*, fot\., tłum\w*, překlad,
    snímky, fotók?, fordított\w*, фото, перевод, переклад, иллюстрац\w*, редактор,
    fotoğraf\w*, çeviri\w*, penerjemah, editor, penyunting, ảnh, φωτο\w*, תמונות, צילום,
    תרגום, تصوير, ترجمة, تحرير, 写真, 撮影, 翻訳(?:者)?, 編集, 編輯, 编辑, 摄影, 攝影, 翻译,
    翻譯, 译者, 校对, イラスト,
    사진, 번역, 편집
    """
)
"""Who took the pictures, edited or translated: no authors."""
ROLES = _listed(
    r"""
    head of, (?:\w+)?correspondents?, reporters?, editors?, (?:photo)?journalists?, writers?,
    columnists?, producers?, chief, contributors?, contributing, analysts?, photographers?,
    managing, deputy, director, freelancer?, fellow, intern, columnist, critic,
    editor-in-chief, in-chief, special to, for the, political, guest, opinion,
    redakteur(?:in)?, redacteur, korrespondent(?:in)?, journaliste?n?, journalist(?:in),
    volontär(?:in)?, chefredakteur(?:in)?, reporter(?:in), envoyée? spéciale?,
    correspondante?, rédact(?:eur|rice), chroniqueu(?:r|se), periodista, redactora?,
    corresponsal, enviad[oa] especial, jornalista, repórter, redatora?, giornalista,
    inviat[oa], corrispondente, verslaggever, columniste, journalistiek, toimittaja,
    dziennikarka?, redaktorka?, reportér(?:ka)?, újságíró, журналист(?:ка)?, корреспондент,
    журналіст(?:ка)?, кореспондент(?:ка)?, обозреватель, muhabiri?, wartawan, jurnalis,
    kontributor
    """
)
"""What somebody is, beside or in place of the name."""
NOISE = _listed(
    r"""
    updated, published, minutes?, hours?, days?, ago, follow, e-?mail, view, more, read,
    reading, comments?, subscribe, share, twitter, facebook, linkedin, instagram, newsletter,
    click, photo\w*, illustrat\w*, images?, getty, shutterstock, copyright, profile, all
    articles, archive, bio, uhr, aktualisiert, null, undefined, unknown, anonymous,
    \w*admin\w*, authors?, nobody, test, guest author, here's, how, why, what, when, where,
    your, you, our, my, this, that, these, is, are, was, to, about, see, get, between,
    contact, written, articles?, tips, stories, latest, sign, log, login, video, live, watch,
    listen, source, related, mehr, alle, artikel, kommentare?, teilen, voir, lire, suivre,
    partager, seguir, compartir, ver, leggi, segui, webmaster, developer, user, n/a, default,
    publicado, publicada, publié, veröffentlicht, pubblicato, opublikowano, gepubliceerd,
    publicerad, publisert, actualizado, actualisé, aggiornato, опубликовано, обновлено,
    опубліковано, yayınlanma, güncelleme, takip, clique, aqui, para, redaktori, followers?,
    bookmark, save, search, home, menu, skip, print, anmelden, abonnement, wordpress
    """
)
"""Words that no name has: a button, a date, an account nobody signs with."""
ORGANISATIONS = _listed(
    r"""
    news, newsroom, newsdesk, press, agency, agencies, agence, agencia, agenzia, agência,
    agencja, ajansı, presse-agentur, staff, desk, team, editors, editorial,
    (?:\w+-)?redaktion(?:en)?, redaction, rédaction, redacción, redação, redazione, redactie,
    redakcja, redakce, redakcia, redaksi, редакция, редакція, toimitus, szerkesztőség, wire,
    media, magazine, times, post, tv, radio, journal, group, inc, ltd, llc, gmbh,
    institut[eo]?, university, universität, ministry, association, foundation, council,
    network, online, services?, digital, studio, board, submissions, correspondents,
    redakcija, bbc, cnn, society, department, office, committee, commission, center, centre,
    government, company, corporation, international, today, sports?, jornal, diario,
    periódico, giornale, zeitung, dagblad, газета, агентство, خبرگزاری, وكالة, صحيفة, شبكة,
    اخبار, أخبار, bureau, tribune, gazette, herald, chronicle, daily, weekly, 編集部, 编辑部,
    編輯部,
    新闻网, 新聞, 通信, 通讯社, 통신, 뉴스
    """
)
"""Words in the names of papers, agencies and other bodies."""
BODIES = _listed(
    r"""
    ministry, department, institute, university, office, committee, commission, council,
    centre, center, society, association, federation, bureau, board, school, academy, faculty,
    agency, ministerium, institut, universität, amt, verband, ministère, université,
    ministerio, universidad, instituto, ministero, università, ministério
    """
)
"""Bodies whose own names have "and" in them: Ministry of Trade and Industry."""
_PARTICLES = _listed(
    r"""
    abu, af, al, av, ben, bin, bint, d', da, das, de, del, della, den, der, des, di, do, dos,
    du, e, el, i, ibn, l', la, le, les, mac, och, san, st, te, ten, ter, ud, ul, und, van,
    vander, vom, von, y, zu, zum, zur
    """
)
PARTICLES = frozenset(_PARTICLES)
"""Words inside a name that are written small."""
_WEEKDAYS = _listed(
    r"""
    monday, tuesday, wednesday, thursday, friday, saturday, sunday, mon, tue, wed, thu, fri,
    sat, sun, montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonntag, lundi, mardi,
    mercredi, jeudi, vendredi, samedi, dimanche, lunes, martes, miércoles, jueves, viernes,
    sábado, domingo, lunedì, martedì, mercoledì, giovedì, venerdì, sabato, domenica, maandag,
    dinsdag, woensdag, donderdag, vrijdag, zaterdag, zondag, mandag, tirsdag, onsdag, torsdag,
    fredag, lørdag, söndag, søndag
    """
)
WEEKDAYS = frozenset(_WEEKDAYS)
"""Days that stand behind a name without a comma."""
