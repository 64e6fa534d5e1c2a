-- Which articles tell the same text, and who probably had it first?
CREATE VIEW syndication AS
SELECT
    copies.relation,
    copies.similarity,
    copies.group_size,
    original.source AS original_source,
    original.title AS original_title,
    original.published_at AS original_published_at,
    original.url AS original_url,
    copy.source AS copy_source,
    copy.title AS copy_title,
    copy.published_at AS copy_published_at,
    copy.url AS copy_url,
    date_diff('minute', original.published_at, copy.published_at) AS minutes_later,
    copies.original_article_id,
    copies.article_id
FROM copies
JOIN articles AS copy ON copy.article_id = copies.article_id
JOIN articles AS original ON original.article_id = copies.original_article_id
ORDER BY original.published_at, copies.original_article_id, copy.published_at;
