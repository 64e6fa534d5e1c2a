# ruff: noqa: RUF001 - texts in several scripts
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.agencies import agency_credited, agency_named
from parsers.copies import (
    SIZE,
    Candidate,
    bands,
    candidate,
    likely_original,
    relation,
    signature,
    similarity,
    text_key,
)
from parsers.records import Article, Author

NOON = datetime(2024, 5, 12, 12, 0, tzinfo=UTC)

WIRE = """PORT LANE (Reuters) - A ferry carrying 84 people ran aground in thick fog off Port Lane
early on Sunday, injuring at least eleven passengers, the coast guard said.

The Maiden of Orla struck a sandbank two kilometres from the harbour shortly after 5 a.m. and
began to list, according to Captain Ines Halloran, who leads the regional rescue centre.

"Everyone is accounted for and nobody is in danger any longer," she told reporters on the pier.
Four lifeboats and a helicopter took part in the operation, which lasted three hours.

The operator, Orla Lines, said that the radar of the ship had been serviced last month. The
transport ministry opened an inquiry and asked witnesses to come forward.

It was the second accident on the route this year. In February a freighter lost two containers
in a storm near the same sandbank, and local fishermen have long asked for a lit buoy there."""

EDITED = (
    """Eleven hurt as ferry hits sandbank in fog

Holidaymakers from our town were among those who had to leave a ferry on Sunday morning.

"""
    + WIRE.partition("\n\n")[2]
    + """

Mayor Tom Abel said that he had spoken with two families from the district and that both were well.
"""
)

OTHER_HAND = """PORT LANE - Passengers described scenes of panic after the ferry Maiden of Orla hit
a sandbank outside Port Lane in heavy fog on Sunday and eleven of them were taken to hospital.

"There was a bang, and then all the cups slid off the tables," said Maria Sand, who had travelled
with her two sons. The family waited on deck for an hour until a lifeboat reached them.

Rescuers brought all 84 people ashore by eight o'clock. Most left for home by bus; three remained
in hospital with broken bones. The shipping company apologised and promised to refund fares.

Fishermen on the pier were not surprised. They have asked the ministry for a buoy with a light
since a freighter was in trouble there in February, they said, and never got an answer.
Prosecutors seized the log of the ship, while divers are to look at its hull on Monday once
the fog has lifted."""

CHINESE = (
    "星期日清晨，一艘载有八十四人的渡轮在兰港外海的浓雾中搁浅，至少十一名乘客受伤，海岸警卫队表示。"
    "渡轮在距离港口两公里处撞上沙洲后开始倾斜，地区救援中心主任说所有人员均已安全获救。"
    "四艘救生艇和一架直升机参加了持续三个小时的救援行动。运营公司表示船上的雷达上个月刚刚检修过。"
    "交通部已经展开调查，并呼吁目击者提供线索。这是今年该航线上发生的第二起事故。"
)
CHINESE_OTHER = (
    "乘客描述了渡轮撞上沙洲时的惊慌场面，一位带着两个儿子旅行的母亲说，杯子全都从桌上滑落。"
    "他们一家在甲板上等了一个小时，直到救生艇到来。渔民们并不感到意外，他们多年来一直要求安装灯浮标。"
    "检察官扣押了航海日志，潜水员将在雾散之后检查船体。船公司道歉并承诺退还票款，多数人乘大巴回家。"
)


def told(number: int, text: str, *authors: str, site: str | None = None) -> Candidate:
    names = tuple(Author(name) for name in authors)
    return candidate(number, Article(text=text, authors=names, site_name=site), NOON)


def are_compared(one: str, other: str) -> bool:
    return not set(bands(signature(one))).isdisjoint(bands(signature(other)))


def test_a_wire_story_with_an_edited_lead_is_found() -> None:
    assert are_compared(WIRE, EDITED)
    assert relation(told(1, WIRE), told(2, EDITED, "Staff")) == "wire_story"


def test_a_wire_story_cut_to_its_first_half_is_found() -> None:
    paragraphs = WIRE.split("\n\n")
    half = "\n\n".join(paragraphs[:3])
    assert relation(told(1, WIRE), told(2, half)) == "wire_story"


def test_a_copy_without_an_agency_is_a_near_copy() -> None:
    own = WIRE.replace(" (Reuters)", "")
    assert relation(told(1, own), told(2, EDITED, "Lena Korn")) == "near_copy"


def test_the_same_words_are_an_exact_copy_however_they_are_set() -> None:
    reset = WIRE.upper().replace("\n", "  ").replace(",", " —")
    assert relation(told(1, WIRE), told(2, reset)) == "exact"
    assert text_key(WIRE) == text_key(reset)
    assert text_key(WIRE) != text_key(EDITED)


def test_stories_of_different_hands_on_one_event_are_no_copies() -> None:
    assert similarity(signature(WIRE), signature(OTHER_HAND)) < 0.1
    assert relation(told(1, WIRE), told(2, OTHER_HAND)) is None
    assert relation(told(1, CHINESE), told(2, CHINESE_OTHER)) is None


def test_texts_without_spaces_are_compared_as_well() -> None:
    edited = "本报兰港消息：" + CHINESE.replace("星期日清晨", "昨天早上") + "市长向受伤者表示慰问。"
    assert are_compared(CHINESE, edited)
    assert relation(told(1, CHINESE), told(2, edited)) == "near_copy"


@pytest.mark.parametrize(
    "text", ["", "Subscribe to read on.", "请登录", "word " * 29, "...!?" * 99]
)
def test_short_texts_are_never_copies(text: str) -> None:
    assert signature(text) == ()
    assert bands(signature(text)) == ()
    assert text_key(text) is None
    assert relation(told(1, text), told(2, text)) is None


def test_a_signature_is_the_same_in_every_process() -> None:
    code = "import sys; from parsers.copies import *; print(bands(signature(sys.stdin.read()))[:3])"
    seeds = ("0", "1")
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            input=WIRE,
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in seeds
    ]
    assert runs[0] == runs[1] == f"{bands(signature(WIRE))[:3]}\n"


def test_signatures_and_bands_fit_their_columns() -> None:
    made = signature(WIRE)
    assert len(made) == SIZE
    assert all(0 <= number < 2**32 for number in made)
    assert len(bands(made)) == len(set(bands(made))) == 42
    assert all(0 <= number < 2**63 for number in bands(made))


def test_signatures_of_different_length_have_nothing_in_common() -> None:
    assert similarity((1, 2), (1,)) == 0.0
    assert similarity((), ()) == 0.0
    assert similarity((1, 2), (1, 3)) == 0.5


@settings(max_examples=50)
@given(st.text(max_size=400), st.text(max_size=400))
def test_any_texts_are_compared_symmetrically(one: str, other: str) -> None:
    here, there = told(1, one + WIRE), told(2, other)
    assert relation(here, there) == relation(there, here)
    assert similarity(here.signature, here.signature) == 1.0


def test_a_signature_is_cheap_and_bounded() -> None:
    signature(WIRE)
    article = " ".join(f"word{number % 997} {number}" for number in range(500))
    started = time.process_time()
    for _ in range(20):
        signature(article)
    assert (time.process_time() - started) / 20 < 0.02
    signature("a b c d " * 500_000)
    assert time.process_time() - started < 5


def at(number: int, **facts: object) -> Candidate:
    blank = Candidate(number, None, (), fetched_at=NOON)
    return replace(blank, **facts)  # type: ignore[arg-type]  # the fields of a record


def test_the_agencys_own_page_is_the_original() -> None:
    own = told(3, WIRE, site="Reuters")
    earlier = at(1, agency="Reuters", published_at=NOON - timedelta(hours=2))
    assert likely_original([earlier, own, at(2)]).article_id == 3


def test_a_credited_story_goes_before_an_earlier_one_without_credit() -> None:
    early = at(1, published_at=NOON - timedelta(hours=5))
    credited = at(2, agency="AFP", published_at=NOON - timedelta(hours=1))
    assert likely_original([early, credited]).article_id == 2


def test_then_the_earliest_publication_counts_and_the_capture_stands_in() -> None:
    first, second = at(1, published_at=NOON), at(2, published_at=NOON - timedelta(minutes=1))
    assert likely_original([first, second]).article_id == 2
    undated = at(3, fetched_at=NOON - timedelta(minutes=2))
    assert likely_original([first, second, undated]).article_id == 3


def test_then_the_earliest_capture_and_the_smaller_id_count() -> None:
    late, early = at(1, published_at=NOON), at(2, published_at=NOON, fetched_at=NOON - timedelta(1))
    assert likely_original([late, early]).article_id == 2
    assert likely_original([at(5), at(4)]).article_id == 4
    with pytest.raises(ValueError, match="empty"):
        likely_original([])


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("Reuters", "Reuters"),
        ("By Reuters Staff", "Reuters"),
        ("AFP in Kyiv", "AFP"),
        ("The Associated Press", "AP"),
        ("Jean Dupont (AFP)", "AFP"),
        ("dpa/lno", "dpa"),
        ("ТАСС", "TASS"),
        ("新华社记者", "Xinhua"),
        ("Interfax-Ukraine", "Interfax-Ukraine"),
        ("Ansa Berg", None),
        ("Apa Sherpa", None),
        ("Lena Korn", None),
        ("A long phrase that has Reuters in it", None),
        ("", None),
    ],
)
def test_agencies_are_known_by_their_names(name: str, agency: str | None) -> None:
    assert agency_named(name) == agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("LONDON, May 3 (Reuters) - Shares fell.", "Reuters"),
        ("BERLIN (dpa) – Der Minister sagte.", "dpa"),
        ("Berlin (dpa/lno) - Der Minister sagte.", "dpa"),
        ("МОСКВА, 3 мая /ТАСС/. Министр заявил.", "TASS"),
        ("新华社北京5月3日电（记者李明）", "Xinhua"),
        ("（新华社北京电）部长表示", "Xinhua"),
        ("(서울=연합뉴스) 장관은", "Yonhap"),
        ("The minister told Reuters on Monday.", None),
        ("Shares fell on Monday. (AFP)", "AFP"),
        ("Shares fell on Monday, and Reuters was right.", None),
        ("The party (APP) said.", None),
        ("REUTERS - Shares fell.", "Reuters"),
        ("Reuters staff walked out.", None),
        ("MADRID, 3 May (EFE).- El ministro", "EFE"),
    ],
)
def test_agencies_are_credited_in_datelines_and_last_lines(text: str, agency: str | None) -> None:
    assert agency_credited((), text) == agency
    assert agency_credited(("Lena Korn", "AFP"), text) == "AFP"
