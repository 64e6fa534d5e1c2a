-- Which paragraphs stand again and again in the articles of a source: in how many, of how many, on
-- which hosts?
--
-- What several copies of one text have in common is no repetition. So articles count as different
-- only with other titles, and the copies of one text count once a day: not once altogether, because
-- lines that make up most of short texts make copies of them. One day's paragraphs are no habit.
-- The first row is there even if no paragraph is: it says in how many articles was looked.
WITH looked_through AS (
    SELECT
        articles.article_id,
        articles.url,
        regexp_extract(articles.url, '^https?://(?:www\.)?([^/:?#]+)', 1) AS host,
        coalesce(lower(trim(articles.title)), articles.article_id) AS title,
        coalesce(copies.original_article_id, articles.article_id) AS story,
        coalesce(articles.published_day, articles.first_seen_at::DATE) AS day,
        texts.text
    FROM articles
    JOIN texts.texts AS texts ON texts.version_id = articles.newest_version_id
    LEFT JOIN copies ON copies.article_id = articles.article_id
    WHERE articles.source = $1
        -- Days before the source's newest article, not before today: the same files give the same.
        AND articles.first_seen_at > (
            SELECT max(first_seen_at) FROM articles WHERE source = $1
        ) - $2::INTEGER * INTERVAL 1 DAY
),
-- A text is its blocks joined by a blank line.
paragraphs AS (
    SELECT * EXCLUDE (text), unnest(string_split(text, E'\n\n')) AS paragraph FROM looked_through
),
alike AS (
    SELECT
        article_id, url, host, title, story, day,
        lower(trim(regexp_replace(paragraph, '\s+', ' ', 'g'))) AS folded,
        min(paragraph) AS paragraph
    FROM paragraphs
    GROUP BY ALL
),
repeated AS (
    SELECT
        folded,
        min(paragraph) AS paragraph,
        least(count(DISTINCT title), count(DISTINCT (story, day))) AS articles,
        list(DISTINCT host ORDER BY host) AS hosts,
        -- The oldest and the newest: they have least in common otherwise.
        arg_min(url, (day, url)) AS first_url,
        arg_max(url, (day, url)) AS last_url
    FROM alike
    WHERE folded <> ''
    GROUP BY folded
    HAVING articles >= $3 AND count(DISTINCT day) > 1
),
looked_at AS (
    SELECT least(count(DISTINCT title), count(DISTINCT (story, day))) AS of_articles
    FROM looked_through
)
SELECT of_articles, paragraph, articles, hosts, first_url, last_url
FROM looked_at
LEFT JOIN repeated ON true
ORDER BY articles DESC, folded;
