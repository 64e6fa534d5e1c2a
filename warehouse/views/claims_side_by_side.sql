-- Who says what about the same thing? The figures of all reports of one day, place and type of
-- event, next to one another; `conflicting` where they differ. Nothing is averaged.
CREATE VIEW claims_side_by_side AS
SELECT
    reported.date_start AS day,
    reported.country,
    reported.place,
    reported.type,
    claims.kind,
    claims.who,
    claims.low,
    claims.best,
    claims.high,
    claims.text,
    reported.said_by,
    reported.said_by_side,
    count(DISTINCT (claims.low, claims.best, claims.high)) OVER same > 1 AS conflicting,
    reported.source,
    reported.published_at,
    reported.is_copy,
    reported.sentence,
    reported.title,
    reported.url,
    claims.claim_id,
    reported.mention_id
FROM claims
JOIN reported_events AS reported USING (mention_id)
WHERE claims.part_of_claim_id IS NULL
WINDOW same AS (
    PARTITION BY reported.date_start, reported.country, reported.place, reported.type,
        claims.kind, claims.who
)
ORDER BY day, reported.country, reported.place, reported.type, claims.kind, reported.published_at;
