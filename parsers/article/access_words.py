# ruff: noqa: RUF001 - words and marks of many alphabets
"""How papers invite their readers to pay in order to read on; looked for in lower case."""

import re

INVITATION = re.compile(
    # English
    r"subscri(?:be|ption|bers?)[^.]{0,40}(?:continue|read|only|full|access)|(?:continue|keep) "
    r"reading[^.]{0,60}(?:subscri|account|free trial)|already a (?:subscriber|member)|"
    r"to (?:continue|read) (?:reading|the (?:full|whole|rest)|this (?:article|story))|"
    r"(?:free|premium) articles? (?:left|remaining)|this (?:article|story|content) is "
    r"(?:only |exclusively )?for (?:paying )?(?:subscribers|members)|"
    # German, Dutch
    r"weiterlesen mit|jetzt weiterlesen|abo(?:nnement)? (?:abschließen|testen|kaufen)|"
    r"nur für abonnent|bereits abonnent|mit \S+ ?(?:plus|\+) (?:weiter)?lesen|"
    r"(?:exklusiv|artikel ist) (?:nur )?für abonnent|als abonnent (?:weiter)?lesen|"
    r"(?:alleen|exclusief) voor abonnees|lees verder met|al abonnee|word abonnee om|"
    # French, Italian, Spanish, Catalan, Portuguese, Romanian
    r"réservé (?:à nos|aux) abonnés|abonnez-vous pour|déjà abonné|il vous reste \d|"
    r"(?:pour )?lire la suite[^.]{0,30}abonn|riservato agli abbonati|abbonati per|"
    r"sei già abbonato|contenuto (?:riservato|per abbonati)|solo para suscriptores|"
    r"suscríbete para|contenido (?:exclusivo|solo) para suscriptores|ya eres suscriptor|"
    r"¿?ya estás suscrito|només per a subscriptors|subscriu-te per|"
    r"exclusivo para (?:os nossos )?assinantes|assine para (?:ler|continuar)|já é assinante|"
    r"continue a ler[^.]{0,30}assin|doar pentru abonați|abonează-te pentru|"
    # Norwegian, Danish, Swedish, Finnish, Icelandic
    r"kun for abonnent|for å lese (?:hele|videre)|bli abonnent|for at læse (?:hele|videre)|"
    r"kræver abonnement|läs vidare med|för prenumeranter|redan prenumerant|logga in för att läsa|"
    r"vain tilaajille|tilaa ja lue|jatka lukemista tilaaja|aðeins fyrir áskrifendur|"
    # Polish, Czech, Slovak, Hungarian, Slovenian, Croatian, Baltic languages
    r"dostęp(?:ny)? (?:tylko )?dla prenumeratorów|aby (?:czytać dalej|przeczytać całość)|"
    r"pouze pro předplatitele|předplaťte si|pro předplatitele|len pre predplatiteľov|"
    r"predplaťte si|odomknite|csak előfizetők|előfizetőinknek|fizess elő|samo za naročnike|"
    r"samo za pretplatnike|tik prenumeratoriams|tikai abonentiem|ainult tellijale|"
    # Greek, Turkish, Cyrillic alphabets
    r"μόνο για συνδρομητές|γίνετε συνδρομητ|abonelere özel|okumaya devam etmek için|"
    r"тільки для передплатників|лише для передплатників|оформіть передплату|"
    r"только (?:для|по) подпис|оформите подписку|доступно подписчикам|само за абонати|"
    r"абонирайте се|samo za pretplat|само за претплат|"
    # Asia
    r"購読者限定|有料会員|会員限定|続きを読む|この記事は有料|订阅(?:后|以)?(?:继续)?阅读|仅限订阅|"
    r"訂閱(?:後|以)?(?:繼續)?閱讀|訂戶限定|구독자 전용|유료 회원|이어서 읽|khusus pelanggan|"
    r"dành (?:riêng )?cho (?:độc giả|thành viên) (?:trả phí|vip)|للمشتركين فقط|اشترك (?:للقراءة|"
    r"لمتابعة)|למנויים בלבד|ویژه مشترکین|केवल सदस्यों|เฉพาะสมาชิก"
)
