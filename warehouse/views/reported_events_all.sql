-- Which events do articles report, with everything that is known of each? One row a mention, in the
-- newest version of each article: also what was denied, planned or told as history, and sums over
-- other events. A toll is that of the mention's own figures: parts of a sum are not added to it;
-- where several groups of people are counted, their numbers are.
CREATE VIEW reported_events_all AS
WITH counted AS (
    -- One figure a group of people: the highest, so that a repeated figure counts once.
    SELECT mention_id, kind, who, side, country,
        max(low) AS low, max(coalesce(best, low)) AS best, max(coalesce(high, best, low)) AS high
    FROM claims
    WHERE part_of_claim_id IS NULL AND kind IN ('killed', 'wounded')
    GROUP BY ALL
),
tolls AS (
    SELECT
        mention_id,
        sum(low) FILTER (kind = 'killed') AS killed_low,
        sum(best) FILTER (kind = 'killed') AS killed,
        sum(high) FILTER (kind = 'killed') AS killed_high,
        sum(best) FILTER (kind = 'wounded') AS wounded
    FROM counted
    GROUP BY mention_id
),
figures AS (
    SELECT mention_id, string_agg(kind || ': ' || text, '; ' ORDER BY position) AS figures
    FROM claims
    GROUP BY mention_id
),
-- In order of salience: the place at which it happened before those it led to and came from.
places AS (
    SELECT * FROM mention_places
    QUALIFY row_number() OVER (
        PARTITION BY mention_id
        ORDER BY CASE role WHEN 'at' THEN 0 WHEN 'to' THEN 1 ELSE 2 END, position
    ) = 1
),
actors AS (FROM participants WHERE part = 'actor' AND position = 0),
recipients AS (FROM participants WHERE part = 'recipient' AND position = 0)
SELECT
    mentions.mention_id,
    mentions.type,
    mentions.mode,
    mentions.date_start,
    mentions.date_end,
    mentions.date_precision,
    coalesce(places.name, places.text) AS place,
    places.admin1,
    places.country,
    places.latitude,
    places.longitude,
    places.precision AS place_precision,
    coalesce(actors.name, actors.text) AS actor,
    actors.country AS actor_country,
    coalesce(recipients.name, recipients.text) AS recipient,
    recipients.country AS recipient_country,
    tolls.killed_low::BIGINT AS killed_low,
    tolls.killed::BIGINT AS killed,
    tolls.killed_high::BIGINT AS killed_high,
    tolls.wounded::BIGINT AS wounded,
    figures.figures,
    mentions.weapon,
    mentions.target,
    mentions.attribution_text AS said_by,
    mentions.attribution_side AS said_by_side,
    mentions.evidence_text AS sentence,
    mentions.modality,
    mentions.background,
    mentions.summary,
    mentions.confidence,
    mentions.tier,
    mentions.acled_event,
    mentions.acled_sub_event,
    mentions.cameo,
    mentions.quad_class,
    copies.article_id IS NOT NULL AS is_copy,
    articles.source,
    articles.title,
    articles.url,
    articles.published_at,
    articles.published_day,
    articles.language,
    articles.article_id,
    mentions.version_id
FROM mentions
JOIN articles ON articles.newest_version_id = mentions.version_id
LEFT JOIN places USING (mention_id)
LEFT JOIN actors USING (mention_id)
LEFT JOIN recipients USING (mention_id)
LEFT JOIN tolls USING (mention_id)
LEFT JOIN figures USING (mention_id)
LEFT JOIN copies ON copies.article_id = articles.article_id;
