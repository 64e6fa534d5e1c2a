-- A night that is repeated is measured again. What an operator has set aside since stays aside.
INSERT INTO source_nights BY NAME
SELECT DISTINCT ON (source, night) * FROM staged_source_nights
ON CONFLICT (source, night) DO UPDATE SET
    parser_version = excluded.parser_version,
    pages = excluded.pages,
    articles = excluded.articles,
    with_text = excluded.with_text,
    with_title = excluded.with_title,
    with_date = excluded.with_date,
    with_authors = excluded.with_authors,
    with_length = excluded.with_length,
    median_length = excluded.median_length,
    usual_length = excluded.usual_length,
    usual_text = excluded.usual_text,
    usual_title = excluded.usual_title,
    usual_date = excluded.usual_date,
    usual_authors = excluded.usual_authors,
    compared = excluded.compared,
    fell = excluded.fell,
    set_aside = list_sort(list_distinct(
        list_concat(source_nights.set_aside, excluded.set_aside)
    ));
