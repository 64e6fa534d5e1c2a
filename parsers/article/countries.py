"""What the country of a page tells of its dates: the zone of its clocks, month or day first."""

from datetime import tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from parsers.article.addresses import host_of

# Countries with one zone, or with one where most of the press is; by their ending in host names.
_ZONES = """
ad Europe/Andorra|ae Asia/Dubai|af Asia/Kabul|al Europe/Tirane|am Asia/Yerevan|ao Africa/Luanda
ar America/Argentina/Buenos_Aires|at Europe/Vienna|au Australia/Sydney|az Asia/Baku
ba Europe/Sarajevo|bd Asia/Dhaka|be Europe/Brussels|bf Africa/Ouagadougou|bg Europe/Sofia
bh Asia/Bahrain|bi Africa/Bujumbura|bj Africa/Porto-Novo|bo America/La_Paz|br America/Sao_Paulo
bw Africa/Gaborone|by Europe/Minsk|ch Europe/Zurich|ci Africa/Abidjan|cl America/Santiago
cm Africa/Douala|cn Asia/Shanghai|cr America/Costa_Rica|cu America/Havana|cy Asia/Nicosia
cz Europe/Prague|de Europe/Berlin|dk Europe/Copenhagen|do America/Santo_Domingo|dz Africa/Algiers
ec America/Guayaquil|ee Europe/Tallinn|eg Africa/Cairo|es Europe/Madrid|et Africa/Addis_Ababa
fi Europe/Helsinki|fr Europe/Paris|ge Asia/Tbilisi|gh Africa/Accra|gr Europe/Athens
gt America/Guatemala|hk Asia/Hong_Kong|hn America/Tegucigalpa|hr Europe/Zagreb|hu Europe/Budapest
ie Europe/Dublin|il Asia/Jerusalem|in Asia/Kolkata|iq Asia/Baghdad|ir Asia/Tehran
is Atlantic/Reykjavik|it Europe/Rome|jm America/Jamaica|jo Asia/Amman|jp Asia/Tokyo
ke Africa/Nairobi|kg Asia/Bishkek|kh Asia/Phnom_Penh|kr Asia/Seoul|kw Asia/Kuwait
la Asia/Vientiane|lb Asia/Beirut|lk Asia/Colombo|lt Europe/Vilnius|lu Europe/Luxembourg
lv Europe/Riga|ly Africa/Tripoli|ma Africa/Casablanca|md Europe/Chisinau|mg Indian/Antananarivo
mk Europe/Skopje|ml Africa/Bamako|mm Asia/Yangon|mn Asia/Ulaanbaatar|mo Asia/Macau
mt Europe/Malta|mu Indian/Mauritius
mw Africa/Blantyre|mx America/Mexico_City|my Asia/Kuala_Lumpur|mz Africa/Maputo|na Africa/Windhoek
ng Africa/Lagos|ni America/Managua|nl Europe/Amsterdam|no Europe/Oslo|np Asia/Kathmandu
nz Pacific/Auckland|om Asia/Muscat|pa America/Panama|pe America/Lima|ph Asia/Manila|pk Asia/Karachi
pl Europe/Warsaw|pr America/Puerto_Rico|ps Asia/Gaza|pt Europe/Lisbon|py America/Asuncion
qa Asia/Qatar|ro Europe/Bucharest|rs Europe/Belgrade|ru Europe/Moscow|rw Africa/Kigali
sa Asia/Riyadh|sd Africa/Khartoum|se Europe/Stockholm|sg Asia/Singapore|si Europe/Ljubljana
sk Europe/Bratislava|sn Africa/Dakar|so Africa/Mogadishu|sv America/El_Salvador|sy Asia/Damascus
th Asia/Bangkok|tj Asia/Dushanbe|tn Africa/Tunis|tr Europe/Istanbul|tt America/Port_of_Spain
tw Asia/Taipei|tz Africa/Dar_es_Salaam|ua Europe/Kyiv|ug Africa/Kampala|uk Europe/London
uy America/Montevideo|uz Asia/Tashkent|ve America/Caracas|vn Asia/Ho_Chi_Minh|xk Europe/Belgrade
ye Asia/Aden|za Africa/Johannesburg|zm Africa/Lusaka|zw Africa/Harare
"""
_OF_COUNTRY = dict(pair.split() for pair in _ZONES.replace("\n", "|").split("|") if pair.strip())
# Languages whose press is in one zone, but for correspondents; others need a country. The Chinese
# press has the same clock from Beijing to Singapore.
_OF_LANGUAGE = {
    "zh": "cn", "ja": "jp", "ko": "kr",
    "de": "de", "it": "it", "pl": "pl", "cs": "cz", "sk": "sk", "hu": "hu",
    "fi": "fi", "sv": "se", "da": "dk", "no": "no", "nb": "no", "nn": "no", "nl": "nl", "el": "gr",
    "tr": "tr", "he": "il", "th": "th", "vi": "vn", "bg": "bg", "ro": "ro", "uk": "ua", "hr": "hr",
    "sr": "rs", "sl": "si", "lt": "lt", "lv": "lv", "et": "ee", "is": "is", "fa": "ir", "hi": "in",
    "mr": "in", "ta": "in", "te": "in", "gu": "in", "ml": "in", "kn": "in", "pa": "in", "bn": "bd",
    "ne": "np", "si": "lk", "km": "kh", "my": "mm", "ka": "ge", "hy": "am", "az": "az", "mk": "mk",
    "sq": "al", "be": "by", "mt": "mt", "ca": "es", "eu": "es", "gl": "es", "mn": "mn",
}  # fmt: skip
# Where languages have a press of their own: elsewhere the ending of a host is no sign of where it
# is. English is written everywhere, and so may be what is not listed.
_SPOKEN_IN = {
    "ar": "ae bh dz eg il iq jo kw lb ly ma om ps qa sa sd sy tn ye",
    "es": "ad ar bo cl cr cu do ec es gt hn mx ni pa pe pr py sv uy ve",
    "fr": "ad be bf bi bj ch ci cm dz eg fr kh lb lu ma mg ml mu rw sn sy tn vn",
    "pt": "ao br lu mo mz pt",
    "ru": "am az by ee ge il kg lt lv md mn ru tj ua uz",
    "zh": "cn hk kh mo ph sg th tw", "ja": "jp", "ko": "kr", "mn": "cn mn", "vi": "vn", "th": "th",
    "km": "kh", "my": "mm", "tl": "ph", "fil": "ph", "id": "", "ms": "sg",
    "de": "at be ch cz de dk es hu it lu na pl ro", "it": "ch hr it mt si", "nl": "be nl",
    "da": "de dk", "no": "no", "nb": "no", "nn": "no", "sv": "fi se", "fi": "fi se", "is": "is",
    "pl": "by lt pl ua", "cs": "cz sk", "sk": "cz rs sk", "hu": "hu ro rs sk ua", "ro": "md ro ua",
    "bg": "bg", "uk": "ua", "be": "by", "mk": "mk", "sq": "al mk xk", "hr": "ba hr rs",
    "bs": "ba rs", "sr": "ba hr mk rs xk", "sl": "at it si", "el": "cy gr", "tr": "bg cy de mk tr",
    "et": "ee", "lv": "lv", "lt": "lt", "mt": "mt", "ca": "ad es fr", "eu": "es fr", "gl": "es",
    "ka": "ge", "hy": "am", "az": "az", "uz": "uz", "ky": "kg", "tg": "tj", "he": "il",
    "fa": "af ir tj", "ps": "af pk", "ur": "in pk", "hi": "in", "mr": "in", "te": "in", "gu": "in",
    "ml": "in", "kn": "in", "pa": "in pk", "ta": "in lk sg", "bn": "bd in", "ne": "in np",
    "si": "lk", "sw": "bi ke rw tz ug", "am": "et",
}  # fmt: skip
_COUNTRIES_OF = {language: frozenset(where.split()) for language, where in _SPOKEN_IN.items()}
# Endings that are sold to the whole world say nothing of a country.
_WORLDWIDE = frozenset(
    ("io", "co", "tv", "me", "ai", "fm", "am", "la", "ly", "my", "so", "cc", "to")
)
_LONGEST = 40
_MONTH_FIRST = frozenset(("us", "ph", "pr", "fm", "pw", "mil", "gov"))
_OTHER_ENGLISH = frozenset(_OF_COUNTRY) - _MONTH_FIRST | {"eu", "scot", "wales", "london"}


def month_first(url: str | None, language: str | None) -> bool:
    """Whether 4/5 is the fifth of April here: in English, but where the country does otherwise."""
    spoken, region = _spoken(language)
    if spoken not in ("en", "fil", "tl"):
        return False
    if region:
        return region in _MONTH_FIRST
    return _ending(url) not in _OTHER_ENGLISH


def country_zone(url: str | None, language: str | None) -> tzinfo | None:
    """The zone of the country by the address, else by the language; None where neither tells.

    The address tells nothing where the press writes in other languages than the page does.
    """
    ending = _ending(url)
    spoken, region = _spoken(language)
    told = ending in _OF_COUNTRY and ending not in _WORLDWIDE
    country = ending if told and ending in _COUNTRIES_OF.get(spoken, _OF_COUNTRY) else ""
    country = country or (region if region in _OF_COUNTRY else "") or _OF_LANGUAGE.get(spoken, "")
    return _zone(_OF_COUNTRY[country]) if country else None


@lru_cache(maxsize=256)
def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return None


def _ending(url: str | None) -> str:
    return ((url and host_of(url)) or "").rpartition(".")[2].lower()


def _spoken(language: str | None) -> tuple[str, str]:
    """("en", "us") of "en-US" and "zh_Hant_TW"; the region may be empty, both for long texts."""
    return _parts(language) if language and len(language) <= _LONGEST else ("", "")


@lru_cache(maxsize=256)
def _parts(language: str) -> tuple[str, str]:
    spoken, *more = language.lower().replace("_", "-").split("-")
    region = next((part for part in more if len(part) == 2), "")  # noqa: PLR2004 - ISO 3166
    return spoken, "uk" if region == "gb" else region
