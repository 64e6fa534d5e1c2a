# ruff: noqa: E501, RUF001 - words in many alphabets, some of double width
"""Times that count back from the capture: "3 hours ago", "gestern", "hace 3 horas", "3시간 전".

Never read without the time of the capture, and never trusted far: the page may come from a cache.
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from parsers.article.clock import clock_beside
from parsers.article.days import DIGITS
from parsers.article.labels import label_of
from parsers.records import PageTime

_SURE = 0.3
_LONGEST = 60
_DAY = 86400
# Stems of units; folded words are compared.
_UNITS = {
    60: """minut min minuuttia minuto минут хвилин dakika dk phút menit minit 分钟 分鐘 分前 分間 분
        دقيقة دقائق دقیقه דקות דקה मिनट মিনিট นาที λεπτά λεπτό perc mínút minuč minūt minuti""",
    3600: """hour hr std stund heure hora ora ore timer time timm uur uren godzin hodin час годин
        saat sa giờ jam 小时 小時 時間 시간 ساعة ساعات ساعت שעה שעות घंटे घंटा घण्टे ঘণ্টা ঘন্টা ชั่วโมง ώρες ώρα
        óra órá órával klukku tunti tunn sat ur valand klukkust órája""",
    86400: """day tag jour día dia giorn dag dager päiv dzień dni den dny dnů дн день день дней
        gün ngày hari 天前 天 日前 일 يوم أيام روز יום ימים दिन দিন วัน ημέρ μέρ nap napja zile zi
        dan dien päev dög""",
    604800: """week woche semaine semana settiman uke uger veck viikko tydzień tygodn týden týdn
        недел тижд тижн hafta tuần minggu 周前 週間 주 أسبوع أسابيع هفته שבוע שבועות सप्ताह हफ्ते সপ্তাহ
        สัปดาห์ εβδομάδ hét hete săptămân nädal savait nedēļ""",
}  # fmt: skip
_AGO = """ago vor hace il_y_a há fa faz geleden sedan siden sitten temu назад тому önce lalu trước
前 전 पहले আগে ที่แล้ว ที่ผ่านมา قبل منذ پیش לפני πριν ezelőtt acum în_urmă před pred преди prije пре
pre tagasi prieš pirms më_parë əvvəl бұрын წინ առաջ முன் síðan fyrir için"""
_DAYS = {
    1: """yesterday gestern hier ayer ontem ieri gisteren går igår eilen wczoraj včera вчера вчора
        dün kemarin semalam hôm_qua 昨天 昨日 어제 أمس دیروز אתמול कल গতকাল เมื่อวาน χθες χτες tegnap jučer
        jуче juče eile vakar dje dünən кеше გუშინ երեկ நேற்று gær""",
    0: """today heute aujourd'hui hoy hoje oggi vandaag idag dag tänään dzisiaj dziś dnes сегодня
        сьогодні bugün hôm_nay 今天 今日 오늘 اليوم امروز היום आज আজ วันนี้ σήμερα astăzi azi danas днес
        danes täna šodien šiandien sot бүгін დღეს այսօր இன்று""",
}  # fmt: skip
_LETTERS = {"m": 60, "h": 3600, "d": 86400, "w": 604800}
_NUMBER = re.compile(r"(?<!\d)(\d{1,2})\s?\+?\s?([^\s\d,.:;!?()|·•–-]+)")
_ONE = re.compile(
    r"(?:^|\s)(?:an?|one|eine?[mrn]?|une?|una|uno|uma?|een|en|et|bir|satu|один|одну|одна)\s([^\s\d]+)"
)
_ENDS = r"\s\d,.:;!?()|·•–-"
_WORDS = re.compile(rf"[^{_ENDS}]+")


def _stems(words: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ").casefold() for word in words.split())


_UNIT_STEMS = {seconds: _stems(words) for seconds, words in _UNITS.items()}
_AGO_WORDS = _stems(_AGO)


def _unspaced(word: str) -> bool:
    return "\u0e00" <= word[0] <= "\u0eff" or word[0] >= "\u3040"


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds one of the words: as a word, but in scripts without spaces."""
    whole = "|".join(re.escape(word) for word in words if not _unspaced(word))
    inside = "|".join(re.escape(word) for word in words if _unspaced(word))
    return re.compile(rf"(?:^|(?<=[{_ENDS}]))(?:{whole})(?=[{_ENDS}]|$)|{inside}")


_DAY_WORDS = {back: _any_of(_stems(words)) for back, words in _DAYS.items()}


def read_relative(
    raw: str, method: str, now: datetime, *, named_days: bool = True
) -> PageTime | None:
    """The time that a short text counts back from `now`; None for any other text.

    `named_days` says whether "yesterday" and "today" are read too.
    """
    text = " ".join(raw.split())
    if not text or len(text) > _LONGEST:
        return None
    folded = text.casefold().translate(DIGITS)
    found = _count(folded, now) or (_named_day(folded, now) if named_days else None)
    if found is None:
        return None
    moment, exact = found
    time = PageTime(raw, moment.date(), None, None, f"{method} (counted back)", _SURE)
    return replace(time, utc=moment) if exact else time


def _count(text: str, now: datetime) -> tuple[datetime, bool] | None:
    """A number of units with a word for "ago"; of days and weeks the day alone is told."""
    if not _says(text, _AGO_WORDS):
        return None
    match = _NUMBER.search(text)
    one = None if match else _ONE.search(text)
    number, word = (int(match[1]), match[2]) if match else (1, one[1] if one else "")
    for seconds, stems in _UNIT_STEMS.items():
        if word and (word.startswith(stems) or _LETTERS.get(word) == seconds):
            return now - timedelta(seconds=number * seconds), seconds < _DAY
    return None


def _named_day(text: str, now: datetime) -> tuple[datetime, bool] | None:
    """Yesterday and today, alone on the line or beside a time of day; the day alone is told.

    "Also today" stands above other stories; one word that says "published" is let pass.
    """
    for back, words in _DAY_WORDS.items():
        match = words.search(text)
        if match is None:
            continue
        others = _WORDS.findall(f"{text[: match.start()]} {text[match.end() :]}")
        alone = not others or (len(others) == 1 and label_of(others[0]) == "published")
        if alone or clock_beside(text, *match.span()) is not None:
            return now - timedelta(days=back), False
    return None


def _says(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands in the text: as a word, but in scripts without spaces."""
    said = set(_WORDS.findall(text))
    return any(
        word in said or (word in text and (" " in word or _unspaced(word))) for word in words
    )
