# ruff: noqa: E501, RUF001 - words in many alphabets, some of double width
"""What the words beside a date say of it: that the page was published then, or changed."""

import re
from typing import Literal

Label = Literal["published", "updated", ""]

# Stems; folded text is searched. Single words that many languages share stand once.
_UPDATED = """updat modif revis edited amend correct aktualis aktualiz geändert bearbeitet überarb
actuali atualiz alterad aggiorn gewijzigd bijgewerkt laatst oppdater uppdater opdater ändrad senast
päivit muokat обновл измен оновл змін ажурир zmienion upraven frissít módosít güncel düzenl ενημέρ
ενημερ τροποπ diperbar kemas_kini cập_nhật 更新 修改 最終 最后 最後 수정 업데이트 갱신 تحديث تعديل روزرسانی
به‌روز ویرایش עודכן עדכון अपडेट अद्यतन संशोधित আপডেট হালনাগাদ แก้ไข อัปเดต อัพเดท อัปเดท posodob
ažurir izmjen промен atjaunin papildin atnaujin uuend muudet përditës yenilən янгилан жаңарт განახლ
թարմաց akt. புதுப்பி mis_à_jour mise_à_jour màj ultima_mod last_edit uppfært cothrom"""
_PUBLISHED = """publi posted post_date issued first created veröffentl erschienen erstellt gepubl
geplaatst paru pubblic fecha julkais opublik dodano utworzon zveřejn vydan közzét megjelen yayın
eklenme oluştur δημοσ опубл публик đăng terbit tayang 公開 発行 掲載 投稿 配信 发布 發布 发表 發表 刊登
입력 등록 게재 승인 نشر انتشار פורסם प्रकाशित प्रकाशन প্রকাশ เผยแพร่ објав objav avalda paskelb
offentligg udgivet mis_en_ligne created on_air"""


def _pattern(stems: str) -> re.Pattern[str]:
    return re.compile(
        "|".join(re.escape(stem.replace("_", " ").casefold()) for stem in stems.split())
    )


_CHANGED, _FIRST = _pattern(_UPDATED), _pattern(_PUBLISHED)


def label_of(words: str) -> Label:
    """What is said nearest to the end of the words; "" where nothing is."""
    folded = words.casefold()
    changed = _last(_CHANGED, folded)
    first = _last(_FIRST, folded)
    if changed < 0 and first < 0:
        return ""
    return "updated" if changed > first else "published"


def label_of_names(names: str) -> Label:
    """What classes and attributes say; "published updated" together says published."""
    folded = names.casefold()
    if _FIRST.search(folded):
        return "published"
    return "updated" if _CHANGED.search(folded) else ""


def _last(pattern: re.Pattern[str], text: str) -> int:
    place = -1
    for match in pattern.finditer(text):
        place = match.start()
    return place
