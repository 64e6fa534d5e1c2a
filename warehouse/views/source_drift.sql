-- Do the new pages of a source still give what those of the thirty days before gave? Shares of a
-- night's pages (text) and articles (title, date, authors), what was usual, and what fell.
CREATE VIEW source_drift AS
SELECT
    source,
    night,
    pages,
    articles,
    round(with_text / nullif(pages, 0), 3) AS share_text,
    round(usual_text, 3) AS usual_text,
    round(with_title / nullif(articles, 0), 3) AS share_title,
    round(usual_title, 3) AS usual_title,
    round(with_date / nullif(articles, 0), 3) AS share_date,
    round(usual_date, 3) AS usual_date,
    round(with_authors / nullif(articles, 0), 3) AS share_authors,
    round(usual_authors, 3) AS usual_authors,
    median_length,
    usual_length,
    fell
FROM source_nights
ORDER BY night DESC, source;
