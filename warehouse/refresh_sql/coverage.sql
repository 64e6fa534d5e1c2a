-- What is there of this source and day, and why is the rest not?
DELETE FROM coverage
WHERE (source, day) IN (FROM days);

INSERT INTO coverage BY NAME
WITH pages AS (
    SELECT
        days.source,
        days.day,
        links.link_id,
        links.state,
        links.first_fetched_at IS NOT NULL AS is_fetched
    FROM days
    JOIN links ON links.source = days.source
        AND coalesce(links.published_at, links.first_seen_at)::DATE = days.day
),
read AS (
    SELECT
        captures.link_id,
        bool_or(parses.version_id IS NOT NULL) AS is_article,
        bool_or(parses.version_id IN (SELECT version_id FROM mentions)) AS has_events
    FROM captures
    JOIN parses USING (capture_id)
    WHERE captures.link_id IN (SELECT link_id FROM pages)
    GROUP BY captures.link_id
),
counts AS (
    SELECT
        source,
        day,
        count(*)::INTEGER AS found,
        count(*) FILTER (is_fetched)::INTEGER AS fetched,
        count(*) FILTER (coalesce(is_article, false))::INTEGER AS parsed,
        count(*) FILTER (coalesce(has_events, false))::INTEGER AS with_events,
        count(*) FILTER (state IN ('new', 'failed') AND NOT is_fetched)::INTEGER AS waiting,
        count(*) FILTER (state IN ('refused', 'denied'))::INTEGER AS closed,
        count(*) FILTER (state = 'given_up')::INTEGER AS given_up
    FROM pages
    LEFT JOIN read USING (link_id)
    GROUP BY source, day
),
asked AS (
    SELECT
        source,
        night::DATE AS day,
        count(*) FILTER (outcome IN ('ok', 'not_modified')) AS answered,
        count(*) FILTER (outcome IN ('robots_denied', 'refused', 'gone')) AS shut,
        count(*) AS requests
    FROM fetches
    WHERE purpose IN ('feed', 'sitemap', 'listing')
    GROUP BY ALL
),
facts AS (
    SELECT
        days.source,
        days.day,
        coalesce(sources.expected_articles_a_day, 0) AS expected,
        coalesce(found, 0) AS found,
        coalesce(fetched, 0) AS fetched,
        coalesce(parsed, 0) AS parsed,
        coalesce(with_events, 0) AS with_events,
        coalesce(waiting, 0) AS waiting,
        coalesce(closed, 0) AS closed,
        coalesce(given_up, 0) AS given_up,
        coalesce(answered, 0) AS answered,
        coalesce(shut, 0) AS shut,
        coalesce(requests, 0) AS requests
    FROM days
    LEFT JOIN sources USING (source)
    LEFT JOIN counts USING (source, day)
    LEFT JOIN asked USING (source, day)
),
judged AS (
    SELECT
        *,
        CASE
            WHEN found > 0 AND fetched = 0 AND closed = found
                THEN ['blocked', 'the publisher refuses every page that was found']
            WHEN found = 0 AND requests > 0 AND shut = requests
                THEN ['blocked', 'every feed refuses or is gone']
            WHEN found = 0 AND answered = 0
                THEN ['unknown', 'no feed or sitemap answered']
            WHEN waiting > 0
                THEN ['partial', format('{} of {} pages are still to be fetched', waiting, found)]
            WHEN parsed < expected
                THEN ['partial', format('{} articles, {:g} are expected', parsed, expected)]
            WHEN closed + given_up > 0
                THEN ['partial', format('{} of {} pages cannot be had', closed + given_up, found)]
            WHEN found = 0
                THEN ['complete', 'nothing was published, and nothing is expected']
            ELSE ['complete', 'everything that was found is there']
        END AS judgement
    FROM facts
)
SELECT
    source, day, expected, found, fetched, parsed, with_events,
    judgement[1] AS state,
    judgement[2] AS reason
FROM judged;
