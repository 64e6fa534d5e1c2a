# ruff: noqa: RUF001 - texts in the alphabets under test
"""What a page is written in, against what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.web.encodings import decode_html

RUSSIAN = "<p>В Заречном восстановили подачу воды, сообщила городская администрация</p>" * 2
FRENCH = "<p>Le café a été fermé après l'été, à côté de la forêt, déjà très âgée</p>" * 2
JAPANESE = "<p>今日は天気がいいので東京へ行きました。新聞を読んだ</p>" * 2
CHINESE = "<p>经过两周的抢修，海湾大桥今天上午八时恢复通车</p>" * 2
KOREAN = "<p>오늘 서울에서 새로운 정책이 발표되었다고 신문이 전했다</p>" * 2
GREEK = "<p>Η κυβέρνηση ανακοίνωσε χθες νέα μέτρα για την οικονομία</p>" * 2
ARABIC = "<p>أعلنت الحكومة أمس إجراءات جديدة لدعم الاقتصاد المحلي</p>" * 2


@pytest.mark.parametrize(
    ("bom", "codec", "name"),
    [
        (b"\xef\xbb\xbf", "utf-8", "utf-8"),
        (b"\xff\xfe", "utf-16-le", "utf-16le"),
        (b"\xfe\xff", "utf-16-be", "utf-16be"),
    ],
)
def test_a_byte_order_mark_beats_every_declaration(bom: bytes, codec: str, name: str) -> None:
    decoded = decode_html(bom + RUSSIAN.encode(codec), "text/html; charset=koi8-r")
    assert (decoded.text, decoded.encoding, decoded.method) == (RUSSIAN, name, "bom")


@pytest.mark.parametrize(
    ("label", "codec", "text", "name"),
    [
        ("windows-1251", "cp1251", RUSSIAN, "windows-1251"),
        ("cp1251", "cp1251", RUSSIAN, "windows-1251"),
        ("KOI8-R", "koi8-r", RUSSIAN, "koi8-r"),
        ("iso-8859-1", "cp1252", FRENCH + "“€”", "windows-1252"),
        ("latin1", "cp1252", FRENCH, "windows-1252"),
        ("gb2312", "gb18030", CHINESE + "镕㐂", "gb18030"),
        ("gbk", "gb18030", CHINESE, "gb18030"),
        ("x-sjis", "cp932", JAPANESE + "①", "shift_jis"),
        ("euc-kr", "cp949", KOREAN + "똠", "euc-kr"),
        ("big5", "big5hkscs", "<p>今天天氣很好，我們去海邊看船</p>" * 2, "big5"),
    ],
)
def test_labels_mean_what_the_whatwg_says(label: str, codec: str, text: str, name: str) -> None:
    by_header = decode_html(text.encode(codec), f'text/html; charset="{label}"')
    assert (by_header.text, by_header.encoding, by_header.method) == (text, name, "header")
    page = f"<meta charset={label}>{text}"
    by_meta = decode_html(page.encode(codec))
    assert (by_meta.text, by_meta.encoding, by_meta.method) == (page, name, "meta")


def test_the_header_goes_before_the_page_where_both_are_possible() -> None:
    body = ("<meta charset=windows-1252>" + RUSSIAN).encode("cp1251")
    assert decode_html(body, "text/html; charset=windows-1251").encoding == "windows-1251"


def test_utf8_under_a_wrong_label_is_still_utf8() -> None:
    decoded = decode_html(CHINESE.encode(), "text/html; charset=gbk")
    assert (decoded.text, decoded.encoding) == (CHINESE, "utf-8")


def test_a_legacy_page_under_a_utf8_header_follows_its_own_declaration() -> None:
    page = "<meta charset='windows-1251'>" + RUSSIAN
    decoded = decode_html(page.encode("cp1251"), "text/html; charset=utf-8")
    assert (decoded.text, decoded.encoding, decoded.method) == (page, "windows-1251", "meta")


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
        ("cp932", JAPANESE),
        ("euc_jp", JAPANESE),
        ("gb18030", CHINESE),
        ("cp949", KOREAN),
        ("cp1253", GREEK),
        ("cp1256", ARABIC),
    ],
)
def test_what_declares_nothing_is_recognised_by_its_letters(codec: str, text: str) -> None:
    decoded = decode_html(text.encode(codec))
    assert decoded.text == text
    assert decoded.method == "detected"


def test_a_declaration_in_a_comment_does_not_count() -> None:
    page = "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>" + RUSSIAN
    assert decode_html(page.encode("cp1251")).text == page


def test_an_xml_declaration_counts_like_a_meta_element() -> None:
    page = '<?xml version="1.0" encoding="windows-1251"?>' + RUSSIAN
    assert decode_html(page.encode("cp1251")).encoding == "windows-1251"


def test_a_page_that_calls_itself_utf16_in_ascii_is_utf8() -> None:
    assert decode_html(b"<meta charset=utf-16><p>plain</p>").encoding == "utf-8"


def test_an_unknown_label_is_passed_over() -> None:
    assert decode_html(FRENCH.encode(), "text/html; charset=utf-8859-1").text == FRENCH


def test_a_few_broken_bytes_do_not_unmake_utf8() -> None:
    body = RUSSIAN.encode() + b"\xff" + RUSSIAN.encode()
    decoded = decode_html(body, "text/html; charset=utf-8")
    assert decoded.text == RUSSIAN + "\ufffd" + RUSSIAN
    assert decoded.method == "header+repaired"


def test_a_body_cut_inside_a_character_is_utf8_without_that_character() -> None:
    decoded = decode_html(RUSSIAN.encode() + "я".encode()[:1])
    assert decoded.text.rstrip("\ufffd") == RUSSIAN
    assert decoded.encoding == "utf-8"


def test_utf8_encoded_twice_is_undone() -> None:
    body = FRENCH.encode().decode("cp1252").encode()
    decoded = decode_html(body)
    assert decoded.text == FRENCH
    assert decoded.method == "valid-utf-8+double-encoded"


def test_one_quoted_example_of_double_encoding_stays() -> None:
    text = FRENCH + "<p>On lit alors « cafÃ© » au lieu de « café ».</p>"
    assert decode_html(text.encode()).text == text


@given(st.binary(max_size=400), st.none() | st.text(max_size=60))
def test_any_bytes_under_any_header_give_text(body: bytes, content_type: str | None) -> None:
    decoded = decode_html(body, content_type)
    decoded.text.encode("utf-8", "surrogatepass")
    assert decoded.encoding
    assert decoded.method


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_utf8_with_its_header_comes_back_unless_it_looks_encoded_twice(text: str) -> None:
    decoded = decode_html(text.encode(), "text/html; charset=utf-8")
    if "double" not in decoded.method:
        assert decoded.text == text.removeprefix("\ufeff")
