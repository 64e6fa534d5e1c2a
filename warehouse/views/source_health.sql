-- Is every source alive, and does it give what it should? Counted over the seven days before the
-- newest night.
CREATE VIEW source_health AS
WITH newest AS (SELECT coalesce(max(night), TIMESTAMP '1970-01-01') AS night FROM fetches),
lists AS (
    SELECT
        source,
        count(*) AS feeds,
        count(*) FILTER (status = 'disabled') AS feeds_disabled,
        count(*) FILTER (failures > 0) AS feeds_failing,
        max(last_success_at) AS last_success_at,
        max(last_new_story_at) AS last_new_story_at,
        max_by(last_error, last_attempt_at) FILTER (last_error IS NOT NULL) AS last_error
    FROM feeds
    GROUP BY source
),
week AS (
    SELECT
        articles.source,
        count(*) AS articles,
        avg((articles.published_day IS NOT NULL)::INTEGER) AS share_with_date,
        avg((versions.characters >= 200 AND NOT versions.truncated)::INTEGER) AS share_with_text
    FROM articles
    JOIN article_versions AS versions ON versions.version_id = articles.newest_version_id
    WHERE articles.first_seen_at > (SELECT night - INTERVAL 7 DAY FROM newest)
    GROUP BY articles.source
),
trouble AS (
    SELECT source, count(*) AS problems FROM problems WHERE state <> 'resolved' GROUP BY source
)
SELECT
    sources.source,
    CASE
        WHEN sources.disabled THEN 'disabled'
        WHEN lists.feeds = lists.feeds_disabled THEN 'feeds disabled'
        WHEN lists.last_success_at IS NULL
            OR lists.last_success_at < (SELECT night - INTERVAL 1 DAY FROM newest) THEN 'failing'
        WHEN coalesce(week.articles, 0) < sources.expected_articles_a_day
            AND sources.first_night < (SELECT night FROM newest) THEN 'too few articles'
        WHEN week.share_with_date < sources.expected_share_with_date THEN 'dates missing'
        WHEN week.share_with_text < sources.expected_share_with_text THEN 'texts missing'
        ELSE 'healthy'
    END AS health,
    coalesce(lists.feeds, 0) AS feeds,
    coalesce(lists.feeds_failing, 0) AS feeds_failing,
    coalesce(lists.feeds_disabled, 0) AS feeds_disabled,
    lists.last_success_at,
    lists.last_new_story_at,
    lists.last_error,
    coalesce(week.articles, 0) AS articles_in_week,
    sources.expected_articles_a_day,
    round(week.share_with_date, 3) AS share_with_date,
    round(week.share_with_text, 3) AS share_with_text,
    coalesce(trouble.problems, 0) AS problems
FROM sources
LEFT JOIN lists USING (source)
LEFT JOIN week USING (source)
LEFT JOIN trouble USING (source)
ORDER BY sources.source;
