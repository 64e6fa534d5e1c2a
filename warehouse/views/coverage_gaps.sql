-- Which days of which sources are not complete, and why? Also the days since a source's first night
-- that nobody looked at.
CREATE VIEW coverage_gaps AS
WITH days AS (
    SELECT source, unnest(generate_series(
        first_night::DATE, (SELECT max(night)::DATE FROM fetches), INTERVAL 1 DAY
    ))::DATE AS day
    FROM sources
    WHERE NOT disabled
)
SELECT
    source,
    day,
    coalesce(coverage.state, 'unknown') AS state,
    coalesce(coverage.reason, 'nobody looked') AS reason,
    coverage.expected,
    coalesce(coverage.found, 0) AS found,
    coalesce(coverage.fetched, 0) AS fetched,
    coalesce(coverage.parsed, 0) AS parsed
FROM days
FULL JOIN coverage USING (source, day)
WHERE coalesce(coverage.state, 'unknown') <> 'complete'
ORDER BY source, day;
