# ruff: noqa: RUF001 - months in their own alphabets
"""Names of months in the languages of the press, folded: lower case, no full stop.

Forms that stand in dates ("de mayo", "5 мая") with the common abbreviations. Any beginning of a
listed form counts too, from three letters on, where no other month begins alike. An underscore
stands for the space or full stop inside a name ("كانون_الثاني", "มี_ค").
"""

import re
import unicodedata
from functools import lru_cache

_NAMES = (
    """january januar janvier enero janeiro gennaio januari janúar tammikuuta tammikuu tammikuun
    styczeń stycznia leden ledna január januára январь января січень січня ocak ianuarie január
    ιανουάριος ιανουαρίου γενάρη يناير كانون_الثاني جانفي januari siječanj siječnja януари јануар
    јануара јануари januara sausio sausis janvāris janvārī jaanuar jaanuaril janar gener xaneiro
    urtarrila urtarrilaren студзень студзеня yanvar қаңтар январ იანვარი იანვარს հունվարի հունվար
    ינואר ژانویه جنوری जनवरी जनवरी जानेवारी জানুয়ারি জানুয়ারী জানুয়ারি জানুয়ারী જાન્યુઆરી ਜਨਵਰੀ ஜனவரி
    జనవరి ಜನವರಿ ജനുവരി มกราคม ม_ค មករា ဇန်နဝါရီ ජනවාරි jenuwari enero eanáir ionawr jannar januarie
    jan ene gen oca sty led ian ιαν янв січ sij jänner janv""",
    """february februar février fevrier febrero fevereiro febbraio februari febrúar helmikuuta
    helmikuu helmikuun luty lutego únor února február februára февраль февраля лютий лютого şubat
    februarie február φεβρουάριος φεβρουαρίου φλεβάρη فبراير شباط فيفري veljača veljače февруари
    фебруар фебруара februara vasario vasaris februāris februārī veebruar veebruaril shkurt febrer
    febreiro otsaila otsailaren люты лютага fevral ақпан феврал თებერვალი თებერვალს փետրվարի
    փետրվար פברואר فوریه فروری फरवरी फ़रवरी फेब्रुवारी ফেব্রুয়ারি ফেব্রুয়ারী ফেব্রুয়ারি ফেব্রুয়ারী ફેબ્રુઆરી
    ਫ਼ਰਵਰੀ பிப்ரவரி ఫిబ్రవరి ಫೆಬ್ರವರಿ ഫെബ്രുവരി กุมภาพันธ์ ก_พ កុម្ភៈ ဖေဖော်ဝါရီ පෙබරවාරි pebrero feabhra
    chwefror frar februarie feb fév fev şub lut úno φεβ фев лют velj febr févr sht shk""",
    """march märz marz mars marzo março marco maart mars maaliskuuta maaliskuu maaliskuun marzec
    marca březen března marec март марта березень березня mart martie március μάρτιος μαρτίου μάρτη
    مارس آذار maret ožujak ožujka марта kovo kovas marts martā märts märtsil març martxoa martxoaren
    сакавік сакавіка наурыз მარტი მარტს մարտի մարտ מרץ מרס מארס مارچ मार्च মার্চ માર્ચ ਮਾਰਚ மார்ச்
    మార్చి ಮಾರ್ಚ್ മാർച്ച് มีนาคม มี_ค មីនា မတ် මාර්තු mac machi marso márta mawrth marzu maart mar mär mrz maa
    bře μαρ мар бер ožu mrt márc""",
    """april avril abril aprile huhtikuuta huhtikuu huhtikuun kwiecień kwietnia duben dubna apríl
    apríla апрель апреля квітень квітня nisan aprilie április απρίλιος απριλίου απρίλη أبريل ابريل
    إبريل نيسان أفريل travanj travnja април априла aprila balandžio balandis aprīlis aprīlī aprill
    aprillil prill apirila apirilaren красавік красавіка aprel сәуір апрел აპრილი აპრილს ապրիլի
    ապրիլ אפריל آوریل اپریل अप्रैल एप्रिल এপ্রিল એપ્રિલ ਅਪ੍ਰੈਲ ஏப்ரல் ఏప్రిల్ ಏಪ್ರಿಲ್ ഏപ്രിൽ เมษายน เม_ย
    មេសា ဧပြီ අප්‍රේල් aprili abril aibreán ebrill apr avr abr huh kwi dub nis απρ апр кві tra ápr
    pri""",
    """may mai mayo maio maggio mei maj maí toukokuuta toukokuu toukokuun maja květen května máj
    mája май мая травень травня mayıs május μάιος μαΐου μαϊου μάη مايو أيار ماي svibanj svibnja мај
    маја мај gegužės gegužė maijs maijā mail maig maiatza maiatzaren май траўня мая may мамыр მაისი
    მაისს մայիսի մայիս מאי مه مئی मई मे মে મે ਮਈ மே మే ಮೇ മേയ് മെയ് พฤษภาคม พ_ค ឧសភា မေ මැයි mei
    bealtaine mejju mag tou kvě μαϊ трав svi mayis""",
    """june juni juin junio junho giugno júní kesäkuuta kesäkuu kesäkuun czerwiec czerwca červen
    června jún júna июнь июня червень червня haziran iunie június ιούνιος ιουνίου ιούνη يونيو يونيه
    حزيران جوان lipanj lipnja юни јун јуна јуни juna birželio birželis jūnijs jūnijā juuni juunil
    qershor juny xuño ekaina ekainaren чэрвень чэрвеня iyun маусым июн ივნისი ივნისს հունիսի հունիս
    יוני ژوئن جون जून জুন જૂન ਜੂਨ ஜூன் జూన్ ಜೂನ್ ജൂൺ มิถุนายน มิ_ย មិថុនា ဇွန် ජූනි jun hunyo meitheamh
    mehefin ġunju junie kes giu cze čer haz iun ιουν июн чер lip jún qer""",
    """july juli juillet julio julho luglio júlí heinäkuuta heinäkuu heinäkuun lipiec lipca
    červenec července júl júla июль июля липень липня temmuz iulie július ιούλιος ιουλίου ιούλη
    يوليو يوليه تموز جويلية srpanj srpnja юли јул јула јули jula liepos liepa jūlijs jūlijā juuli
    juulil korrik juliol xullo uztaila uztailaren ліпень ліпеня iyul шілде июл ივლისი ივლისს հուլիսի
    հուլիս יולי ژوئیه جولائی जुलाई जुलै জুলাই જુલાઈ ਜੁਲਾਈ ஜூலை జూలై జులై ಜುಲೈ ജൂലൈ กรกฎาคม ก_ค កក្កដា
    ဇူလိုင် ජූලි julai hulyo iúil gorffennaf lulju julie jul lug hei lip čvc tem iul ιουλ июл лип srp
    juil júl kor""",
    """august août aout agosto augustus augusti ágúst elokuuta elokuu elokuun sierpień sierpnia
    srpen srpna augusta август августа серпень серпня ağustos augusztus αύγουστος αυγούστου أغسطس
    اغسطس آب أوت agustus kolovoz kolovoza avgust avgusta avqust rugpjūčio rugpjūtis augusts augustā
    augustil gusht agost agosto abuztua abuztuaren жнівень жніўня тамыз აგვისტო აგვისტოს օգոստոսի
    օգոստոս אוגוסט اوت اگست अगस्त ऑगस्ट আগস্ট ઑગસ્ટ ਅਗਸਤ ஆகஸ்ட் ఆగస్టు ಆಗಸ್ಟ್ ഓഗസ്റ്റ് สิงหาคม ส_ค
    សីហា ဩဂုတ် අගෝස්තු ogos agosti lúnasa awst awwissu aug aoû ago elo sie ağu αυγ авг сер kol agt
    gus""",
    """september septembre septiembre setembro settembre syyskuuta syyskuu syyskuun wrzesień
    września září septembra сентябрь сентября вересень вересня eylül septembrie szeptember
    σεπτέμβριος σεπτεμβρίου σεπτέμβρη سبتمبر أيلول rujan rujna септември септембар септембра
    rugsėjo rugsėjis septembris septembrī septembril shtator setembre irailaren iraila верасень
    верасня sentyabr sentabr қыркүйек сентябр სექტემბერი სექტემბერს սեպտեմբերի սեպտեմբեր ספטמבר
    سپتامبر ستمبر सितंबर सितम्बर सप्टेंबर সেপ্টেম্বর સપ્ટેમ્બર ਸਤੰਬਰ செப்டம்பர் సెప్టెంబర్ ಸೆಪ್ಟೆಂಬರ್
    സെപ്റ്റംബർ กันยายน ก_ย កញ្ញា စက်တင်ဘာ සැප්තැම්බර් septemba setyembre meán_fómhair medi settembru
    sep sept set syy wrz zář eyl σεπ сен сент вер ruj szept setiembre sentyab shta""",
    """october oktober octobre octubre outubro ottobre október októbra lokakuuta lokakuu lokakuun
    październik października říjen října октябрь октября жовтень жовтня ekim octombrie οκτώβριος
    οκτωβρίου οκτώβρη أكتوبر اكتوبر تشرين_الأول تشرين_الاول октомври октобар октобра oktobra spalio
    spalis oktobris oktobrī oktoober oktoobril tetor octubre urria urriaren кастрычнік кастрычніка
    oktyabr oktabr қазан октябр ოქტომბერი ოქტომბერს հոկտեմբերի հոկտեմբեր אוקטובר اکتبر اکتوبر
    अक्टूबर अक्तूबर ऑक्टोबर অক্টোবর ઑક્ટોબર ਅਕਤੂਬਰ அக்டோபர் అక్టోబర్ ಅಕ್ಟೋಬರ್ ഒക്ടോബർ ตุลาคม ต_ค តុលា
    အောက်တိုဘာ ඔක්තෝබර් oktoba oktubre hydref ottubru oct okt out ott lok paź říj eki οκτ окт жов tet""",
    """november novembre noviembre novembro nóvember marraskuuta marraskuu marraskuun listopad
    listopadu listopada novembra ноябрь ноября листопад листопада kasım noiembrie νοέμβριος
    νοεμβρίου νοέμβρη نوفمبر تشرين_الثاني studeni studenoga studenog ноември новембар новембра
    lapkričio lapkritis novembris novembrī novembril nëntor azaroa azaroaren лістапад лістапада
    noyabr қараша ноябр ნოემბერი ნოემბერს նոյեմբերի նոյեմբեր נובמבר نوامبر نومبر नवंबर नवम्बर
    नोव्हेंबर নভেম্বর નવેમ્બર ਨਵੰਬਰ நவம்பர் నవంబర్ ನವೆಂಬರ್ നവംബർ พฤศจิกายน พ_ย វិច្ឆិកា နိုဝင်ဘာ
    නොවැම්බර් novemba nobyembre samhain tachwedd nov marr lis kas noi νοε ноя лис stu nën""",
    """december dezember décembre decembre diciembre dezembro dicembre desember joulukuuta joulukuu
    joulukuun grudzień grudnia prosinec prosince decembra декабрь декабря грудень грудня aralık
    decembrie δεκέμβριος δεκεμβρίου δεκέμβρη ديسمبر كانون_الأول كانون_الاول prosinac prosinca
    декември децембар децембра gruodžio gruodis decembris decembrī detsember detsembril dhjetor
    desembre decembro abendua abenduaren снежань снежня dekabr желтоқсан декабр დეკემბერი დეკემბერს
    դեկտեմբերի դեկտեմբեր דצמבר دسامبر دسمبر दिसंबर दिसम्बर डिसेंबर ডিসেম্বর ડિસેમ્બર ਦਸੰਬਰ டிசம்பர்
    డిసెంబర్ ಡಿಸೆಂಬರ್ ഡിസംബർ ธันวาคม ธ_ค ធ្នូ ဒီဇင်ဘာ දෙසැම්බර් disemba disyembre nollaig rhagfyr
    diċembru dec dez déc dic des jou gru pro ara δεκ дек груд dets dis dhj""",
)  # fmt: skip

# The same word is another month elsewhere; by the language of the page.
_BY_LANGUAGE = {
    "hr": {"listopada": 10, "listopad": 10, "lis": 10, "lip": 6, "srp": 7},
    "cs": {"srp": 8, "listopadu": 11},
}
_SHORTEST = 3
_SPACE = re.compile(r"[ .]")
# What stands before or after the name in one word: "d'abril", "Mart'ta", "ב12 במרץ".
_APOSTROPHES = re.compile(r"['’`]")
_GLUED = re.compile(r"[A-ZÀ-Þ][^A-ZÀ-Þ]+$")
_ARABIC = str.maketrans("يكىۀ", "یکیه")


def _plain(name: str) -> str:
    """Folded, without accents, Arabic letters in one form."""
    folded = name.casefold().translate(_ARABIC)
    if folded.isascii():
        return folded
    return "".join(letter for letter in unicodedata.normalize("NFD", folded) if not _accent(letter))


def _accent(letter: str) -> bool:
    """Accents of Latin, Greek and Cyrillic; vowel signs of other scripts are letters."""
    return "\u0300" <= letter <= "\u036f"


def _table() -> dict[str, int]:
    listed: dict[str, int] = {}
    begun: dict[str, set[int]] = {}
    for number, words in enumerate(_NAMES, start=1):
        for word in words.split():
            listed.setdefault(word.casefold().translate(_ARABIC), number)
            listed.setdefault(_plain(word), number)
    for word, number in listed.items():
        for length in range(_SHORTEST, len(word)):
            begun.setdefault(word[:length], set()).add(number)
    clear = {start: min(numbers) for start, numbers in begun.items() if len(numbers) == 1}
    return clear | listed


MONTHS = _table()
"""Folded name, or clear beginning of one, to the number of the month."""


def month_number(name: str, language: str | None = None) -> int | None:
    """1 to 12 for the name of a month in any listed language, else None.

    `language` tells apart what two languages use for different months.
    """
    return _known(name.strip(". '’`"), (language or "")[:2])


@lru_cache(maxsize=2048)
def _known(name: str, language: str) -> int | None:
    folded = _SPACE.sub("_", name.casefold().translate(_ARABIC))
    own = _BY_LANGUAGE.get(language, {}).get(folded)
    found = own or MONTHS.get(folded) or MONTHS.get(_plain(folded))
    if found:
        return found
    for part in _APOSTROPHES.split(folded)[:3]:
        if len(part) >= _SHORTEST and part in MONTHS:
            return MONTHS[part]
    if folded.startswith("ב"):
        return MONTHS.get(folded[1:])
    # Words run together where an element ended: "PublishedMarch".
    glued = _GLUED.search(name)
    return MONTHS.get(glued[0].casefold()) if glued else None
