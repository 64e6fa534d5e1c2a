from benchmarks.training.body import FOLDS, fold, labels


def test_a_chunk_is_labelled_by_how_much_of_it_the_article_holds() -> None:
    article = "The ferry ran aground on a bank of sand.\nNobody was hurt"
    chunks = [
        "The ferry ran aground on a bank of sand.",
        "The ferry ran aground in the fog",
        "Share",
        "—",
    ]
    assert labels(chunks, article) == [1.0, 0.25, 0.0, -1.0]


def test_a_short_chunk_is_the_articles_where_it_is_a_line_of_it() -> None:
    assert labels(["Nobody was hurt", "was hurt"], "A report\nNobody was hurt") == [1.0, 0.0]


def test_text_without_spaces_is_labelled_by_its_characters() -> None:
    assert labels(["船が座礁した"], "港で船が座礁した。") == [1.0]


def test_pages_of_one_domain_stay_in_one_part() -> None:
    parts = {fold(f"paper-{number}.example") for number in range(100)}
    assert parts == set(range(FOLDS))
    assert fold("paper-1.example") == fold("paper-1.example")
