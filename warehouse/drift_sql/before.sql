-- What did each source's new pages of the nights before give, and what was said of these nights?
SELECT
    source, night, parser_version,
    pages, articles, with_text, with_title, with_date, with_authors, with_length,
    fell, set_aside
FROM source_nights
WHERE night > $night - $days * INTERVAL 1 DAY AND night < $night
ORDER BY source, night;
