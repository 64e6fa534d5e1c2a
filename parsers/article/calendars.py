"""Days of other calendars as days of ours: Solar Hijri, Hijri, Buddhist, Minguo, Japanese eras.

Days of the Hijri calendar are computed by its tables; where the moon is watched instead, they may
be off by one.
"""

from datetime import date, timedelta

BUDDHIST = 543
"""Years by which the Thai era is ahead."""
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
"""The year before the first of each era."""
_SOLAR = {
    name: number
    for number, names in enumerate(
        (
            "فروردین حمل", "اردیبهشت ثور", "خرداد جوزا", "تیر سرطان", "مرداد امرداد اسد",
            "شهریور سنبله", "مهر میزان", "آبان ابان عقرب", "آذر اذر قوس", "دی جدی", "بهمن دلو",
            "اسفند حوت",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_LUNAR = {
    name: number
    for number, names in enumerate(
        (
            "محرم محرّم muharram", "صفر safar", "ربیع_الاول ربیع_الأول",
            "ربیع_الثانی ربیع_الاخر ربیع_الآخر", "جمادی_الاولی جمادی_الأولی جمادی_الاول",
            "جمادی_الاخرة جمادی_الآخرة جمادی_الثانیة جمادی_الثانی", "رجب rajab",
            "شعبان shaban sha'ban", "رمضان ramadan ramadhan", "شوال shawwal",
            "ذو_القعدة ذی_القعدة ذوالقعدة ذیقعده", "ذو_الحجة ذی_الحجة ذوالحجة ذیحجه",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_LETTERS = str.maketrans("يكىۀ ", "یکیه_")
_SOLAR_YEARS = range(1250, 1500)
_LUNAR_YEARS = range(1266, 1500)
_BUDDHIST_YEARS = range(2393, 2643)
_CYCLE = 33
_LEAPS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
_LUNAR_EPOCH = date(622, 7, 19)


def other_month(name: str) -> tuple[str, int] | None:
    """("solar" or "lunar", number) for the name of a month of the Iranian or Islamic calendar."""
    folded = name.casefold().translate(_LETTERS)
    if folded in _SOLAR:
        return "solar", _SOLAR[folded]
    return ("lunar", _LUNAR[folded]) if folded in _LUNAR else None


def from_other(calendar: str, year: int, month: int, day: int) -> date | None:
    """The day of our calendar; None for one that cannot be."""
    try:
        return _solar(year, month, day) if calendar == "solar" else _lunar(year, month, day)
    except (ValueError, OverflowError):
        return None


def common_year(year: int) -> int:
    """A year of the Thai era as one of ours; others as they are."""
    return year - BUDDHIST if year in _BUDDHIST_YEARS else year


def era_year(era: str, year: str) -> int:
    """A year of a Japanese or the Taiwanese era as one of ours; the first is written 元."""
    return ERAS[era] + (1 if year == "元" else int(year))


def _solar(year: int, month: int, day: int) -> date | None:
    """33-year cycle of leap years: true from 1206 to 1497."""
    lengths = [31] * 6 + [30] * 5 + [30 if _leap(year) else 29]
    if year not in _SOLAR_YEARS or not 1 <= day <= lengths[month - 1]:
        return None
    passed = sum(366 if _leap(one) else 365 for one in range(_SOLAR_YEARS.start, year))
    # 1 Farvardin 1250 was 21 March 1871.
    return date(1871, 3, 21) + timedelta(days=passed + sum(lengths[: month - 1]) + day - 1)


def _leap(year: int) -> bool:
    return year % _CYCLE in _LEAPS


def _lunar(year: int, month: int, day: int) -> date | None:
    if year not in _LUNAR_YEARS or not 1 <= day <= 30:  # noqa: PLR2004 - no month is longer
        return None
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2 + day - 1
    return _LUNAR_EPOCH + timedelta(days=days)
