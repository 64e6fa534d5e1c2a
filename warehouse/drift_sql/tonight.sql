-- What did each source's pages give that were fetched for the first time tonight, and which pages
-- lack what?
--
-- A page counts on the night of its first answer and never again: neither when it is visited again
-- nor, where it was refused, when it is tried again. What a backfill fetched does not count. A
-- refused page is a page without a text; what is no article cannot lack a date.
WITH usual AS (
    -- The median over nights, so that one odd night does not move it.
    SELECT source, median(median_length)::INTEGER AS characters
    FROM source_nights
    WHERE night > $night - $days * INTERVAL 1 DAY AND night < $night
        AND NOT list_contains(set_aside, 'length')
    GROUP BY source
),
pages AS (
    SELECT
        captures.source,
        parses.kind,
        captures.url,
        versions.version_id IS NOT NULL AS is_article,
        versions.version_id IS NOT NULL AND versions.characters >= $least
            AND NOT versions.truncated AS has_text,
        coalesce(versions.title, '') <> '' AS has_title,
        versions.published_day IS NOT NULL AS has_date,
        len(versions.authors) > 0 AS has_authors,
        versions.characters
    FROM captures
    JOIN links ON links.link_id = captures.link_id AND links.first_fetched_at = captures.night
    JOIN parses ON parses.capture_id = captures.capture_id AND parses.parser_version = $parser
    LEFT JOIN article_versions AS versions ON versions.version_id = parses.version_id
    LEFT JOIN fetches ON fetches.fetch_id = captures.fetch_id
    LEFT JOIN runs ON runs.run_id = fetches.run_id
    WHERE captures.night = $night AND captures.purpose = 'article' AND captures.is_answer
        AND runs.kind IS DISTINCT FROM 'backfill'
),
lengths AS (
    SELECT source, median(characters)::INTEGER AS characters
    FROM pages WHERE has_text GROUP BY source
),
measured AS (
    SELECT
        pages.*,
        lengths.characters AS median_length,
        coalesce(usual.characters, lengths.characters) AS usual_length,
        has_text AND 2 * pages.characters >= usual_length AS has_length
    FROM pages
    LEFT JOIN usual USING (source)
    LEFT JOIN lengths USING (source)
)
SELECT
    source,
    count(*) AS pages,
    count(*) FILTER (is_article) AS articles,
    count(*) FILTER (has_text) AS with_text,
    count(*) FILTER (is_article AND has_title) AS with_title,
    count(*) FILTER (is_article AND has_date) AS with_date,
    count(*) FILTER (is_article AND has_authors) AS with_authors,
    count(*) FILTER (has_length) AS with_length,
    any_value(median_length) AS median_length,
    any_value(usual_length) AS usual_length,
    -- Refused pages say as what they were refused.
    coalesce(list(
        if(is_article, url, url || ' (' || replace(kind, '_', ' ') || ')') ORDER BY url
    ) FILTER (NOT has_text), [])[:$shown] AS without_text,
    coalesce(list(url ORDER BY url) FILTER (is_article AND NOT has_title), [])[:$shown]
        AS without_title,
    coalesce(list(url ORDER BY url) FILTER (is_article AND NOT has_date), [])[:$shown]
        AS without_date,
    coalesce(list(url ORDER BY url) FILTER (is_article AND NOT has_authors), [])[:$shown]
        AS without_authors,
    coalesce(list(url ORDER BY characters, url) FILTER (has_text), [])[:$shown] AS shortest
FROM measured
GROUP BY source
ORDER BY source;
