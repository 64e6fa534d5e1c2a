# ruff: noqa: RUF001 - months in their own alphabets
"""Names of months in the languages of the press, folded: lower case, no full stop.

Forms that stand in dates ("de mayo", "5 мая") with the common abbreviations. A prefix of at
least three letters of a listed form counts too where no other month begins alike.
"""

_NAMES = (
    """january januar janvier enero janeiro gennaio januari janúar tammikuuta tammikuu styczeń
    stycznia leden ledna január январь января січень січня ocak ianuarie január ιανουάριος
    ιανουαρίου يناير كانون_الثاني januari siječanj siječnja януари јануар sausio janvāris janvārī
    जनवरी jan ene gen oca sty led ian ιαν янв січ sij jänner janv""",
    """february februar février fevrier febrero fevereiro febbraio februari febrúar helmikuuta
    helmikuu luty lutego únor února февраль февраля лютий лютого şubat februarie február
    φεβρουάριος φεβρουαρίου فبراير شباط februari veljača veljače февруари фебруар vasario februāris
    februārī फरवरी feb fév fev şub lut úno φεβ фев лют velj febr févr""",
    """march märz marz mars marzo março marco maart mars maaliskuuta maaliskuu marzec marca březen
    března март марта березень березня mart martie március μάρτιος μαρτίου مارس آذار maret ožujak
    ožujka kovo marts martā मार्च mar mär mrz maa bře bře μαρ мар бер ožu mrt márc""",
    """april avril abril aprile huhtikuuta huhtikuu kwiecień kwietnia duben dubna апрель апреля
    квітень квітня nisan aprilie április απρίλιος απριλίου أبريل ابريل نيسان travanj travnja април
    balandžio aprīlis aprīlī अप्रैल apr avr abr huh kwi dub nis απρ апр кві tra ápr""",
    """may mai mayo maio maggio mei maj maí toukokuuta toukokuu maja květen května май мая травень
    травня mayıs május μάιος μαΐου μαϊου مايو أيار svibanj svibnja мај gegužės maijs maijā मई
    mag tou kvě μαϊ трав svi máj""",
    """june juni juin junio junho giugno júní kesäkuuta kesäkuu czerwiec czerwca červen června июнь
    июня червень червня haziran iunie június ιούνιος ιουνίου يونيو حزيران lipanj lipnja юни јун
    birželio jūnijs jūnijā जून jun giu kes cze čer haz iun ιουν июн чер lip jún""",
    """july juli juillet julio julho luglio júlí heinäkuuta heinäkuu lipiec lipca červenec července
    июль июля липень липня temmuz iulie július ιούλιος ιουλίου يوليو تموز srpanj srpnja юли јул
    liepos jūlijs jūlijā जुलाई jul lug hei lip čvc tem iul ιουλ июл лип srp juil júl""",
    """august août aout agosto augustus augusti ágúst elokuuta elokuu sierpień sierpnia srpen srpna
    август августа серпень серпня ağustos augusztus αύγουστος αυγούστου أغسطس اغسطس آب agustus
    kolovoz kolovoza avgust rugpjūčio augusts augustā अगस्त aug aoû ago elo sie ağu αυγ авг сер
    kol agt""",
    """september septembre septiembre setembro settembre syyskuuta syyskuu wrzesień września září
    сентябрь сентября вересень вересня eylül septembrie szeptember σεπτέμβριος σεπτεμβρίου سبتمبر
    أيلول rujan rujna септември септембар rugsėjo septembris septembrī सितंबर sep sept set syy wrz
    zář eyl σεπ сен сент вер ruj szept setiembre""",
    """october oktober octobre octubre outubro ottobre október lokakuuta lokakuu październik
    października říjen října октябрь октября жовтень жовтня ekim octombrie οκτώβριος οκτωβρίου
    أكتوبر اكتوبر تشرين_الأول listopada октомври октобар spalio oktobris oktobrī अक्टूबर oct okt out
    ott lok paź říj eki οκτ окт жов""",
    """november novembre noviembre novembro nóvember marraskuuta marraskuu listopad listopadu
    ноябрь ноября листопад листопада kasım noiembrie νοέμβριος νοεμβρίου نوفمبر تشرين_الثاني studeni
    studenoga ноември новембар lapkričio novembris novembrī नवंबर nov marr lis kas noi νοε ноя лис
    stu""",
    """december dezember décembre decembre diciembre dezembro dicembre desember joulukuuta joulukuu
    grudzień grudnia prosinec prosince декабрь декабря грудень грудня aralık decembrie δεκέμβριος
    δεκεμβρίου ديسمبر كانون_الأول prosinac prosinca декември децембар gruodžio decembris decembrī
    दिसंबर dec dez déc dic des jou gru pro ara δεκ дек груд dets""",
)

MONTHS: dict[str, int] = {}
for _number, _words in enumerate(_NAMES, start=1):
    for _word in _words.split():
        MONTHS.setdefault(_word.replace("_", " "), _number)
# "listopada" is October in Croatian and November in Ukrainian's neighbour Polish ("listopada").
MONTHS["listopada"] = 11
MONTHS["lip"] = 7
"""Folded month name to its number."""


def month_number(name: str) -> int | None:
    """1 to 12 for the name of a month in any listed language, else None."""
    folded = name.strip(". ").casefold()
    return MONTHS.get(folded) or MONTHS.get(folded[:3] if folded.isascii() else folded)
