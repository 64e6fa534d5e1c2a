-- Which states followed one another? The sequence is that of the captures, under one parser
-- version, so that a better parser never looks like a silent edit.
CREATE OR REPLACE TEMP TABLE transitions AS
WITH seen AS (
    SELECT
        article_id,
        parser_version,
        version_id,
        capture_id,
        night AS seen_at,
        lag(version_id) OVER (
            PARTITION BY article_id, parser_version ORDER BY night, capture_id
        ) AS previous_version_id
    FROM parses
    WHERE article_id IN (FROM touched)
)
SELECT
    *,
    row_number() OVER (
        PARTITION BY article_id, parser_version ORDER BY seen_at, capture_id
    )::INTEGER AS ordinal
FROM seen
WHERE previous_version_id IS DISTINCT FROM version_id;

CREATE OR REPLACE TEMP TABLE compared (
    version_id BIGINT,
    previous_version_id BIGINT,
    changed VARCHAR[],
    sentences_added INTEGER,
    sentences_removed INTEGER,
    figures_added VARCHAR[],
    figures_removed VARCHAR[],
    changes JSON
);
