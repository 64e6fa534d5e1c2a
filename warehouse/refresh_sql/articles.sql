-- What is at this address now? The newest state under the newest parser.
DELETE FROM articles WHERE article_id IN (FROM touched);

INSERT INTO articles BY NAME
WITH versions AS (
    SELECT
        *,
        count(*) OVER (PARTITION BY article_id, parser_version) AS versions,
        min(first_seen_at) OVER (PARTITION BY article_id) AS first_seen,
        max(last_seen_at) OVER (PARTITION BY article_id) AS last_seen
    FROM article_versions
    WHERE article_id IN (FROM touched)
),
newest AS (
    SELECT * FROM versions
    QUALIFY row_number() OVER (
        PARTITION BY article_id
        ORDER BY parser_number(parser_version) DESC, parser_version DESC,
            -- Read again by other site rules, a capture gives another state: the former one is
            -- what no capture says any more.
            version_id IN (SELECT version_id FROM parses WHERE article_id IN (FROM touched)) DESC,
            last_seen_at DESC, first_seen_at DESC, version_id
    ) = 1
)
SELECT
    newest.article_id,
    newest.source,
    newest.url,
    newest.url_key,
    newest.version_id AS newest_version_id,
    newest.versions,
    CASE links.state
        WHEN 'gone' THEN 'gone'
        WHEN 'not_article' THEN 'replaced'
        WHEN 'refused' THEN 'refused'
        WHEN 'denied' THEN 'refused'
        ELSE 'available'
    END AS state,
    newest.kind,
    newest.title,
    newest.published_at,
    newest.published_day,
    newest.language,
    newest.access,
    newest.first_seen AS first_seen_at,
    newest.last_seen AS last_seen_at
FROM newest
LEFT JOIN captures ON captures.capture_id = newest.capture_id
LEFT JOIN links ON links.link_id = captures.link_id;
