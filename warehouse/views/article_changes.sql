-- What did publishers change after publication, and what did they take away? One row a change that
-- was seen, under the parser version of the article's newest version.
CREATE VIEW article_changes AS
SELECT
    change.seen_at,
    articles.source,
    change.changed,
    change.sentences_added,
    change.sentences_removed,
    change.figures_added,
    change.figures_removed,
    change.changes,
    articles.title,
    articles.url,
    articles.published_at,
    articles.article_id,
    change.version_id,
    change.previous_version_id,
    change.ordinal
FROM version_changes AS change
JOIN articles USING (article_id)
JOIN article_versions AS newest ON newest.version_id = articles.newest_version_id
WHERE change.previous_version_id IS NOT NULL AND change.parser_version = newest.parser_version
UNION ALL
SELECT
    (
        SELECT max(fetches.night) FROM fetches
        JOIN captures ON captures.link_id = fetches.link_id
        WHERE captures.capture_id = newest.capture_id
    ) AS seen_at,
    articles.source,
    [articles.state] AS changed,
    0 AS sentences_added,
    0 AS sentences_removed,
    [] AS figures_added,
    [] AS figures_removed,
    NULL AS changes,
    articles.title,
    articles.url,
    articles.published_at,
    articles.article_id,
    NULL AS version_id,
    articles.newest_version_id AS previous_version_id,
    NULL AS ordinal
FROM articles
JOIN article_versions AS newest ON newest.version_id = articles.newest_version_id
WHERE articles.state IN ('gone', 'replaced')
ORDER BY seen_at, article_id;
