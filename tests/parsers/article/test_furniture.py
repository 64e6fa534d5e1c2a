import pytest

from parsers.article.furniture import is_furniture


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "ADVERTISEMENT:", "Anzeige", "Publicité", "Реклама", "広告", "إعلان",
        "Share:", "» Teilen", "Leave a comment", "Getty Images",
        "© 2026 The Harbour Post", "Photo: Ana Pop",
        "Credit: Ana Pop/Getty Images", "The quay at dawn (Reuters/AFP)",
        "Copyright 2026, all rights",
        "© 2026 by the Harbour Post. All rights reserved.", "Foto: Ana Pop", "Quelle: dpa",
    ],
)  # fmt: skip
def test_labels_buttons_and_credits_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement rules changed on Monday", "Share prices fell",
        "Print is not dead, she said.",
        "He told Reuters: the quay is closed.", "The photo: a boy, a dog and a boat.",
    ],
)  # fmt: skip
def test_sentences_that_begin_like_labels_are_not(line: str) -> None:
    assert not is_furniture(line)
