-- How many people were killed and wounded per day and country? Copies of other articles are left
-- out. Reports of one day, place and type are taken as one occurrence, whose toll lies between the
-- lowest and the highest figure reported: a rule of thumb until incidents are resolved. Reports
-- whose day or country is not known are left out.
CREATE VIEW daily_toll AS
WITH occurrences AS (
    SELECT
        date_start AS day,
        country,
        place,
        type,
        count(*) AS reports,
        min(killed) AS killed_least,
        max(killed) AS killed_most,
        min(wounded) AS wounded_least,
        max(wounded) AS wounded_most
    FROM reported_events
    WHERE NOT is_copy AND date_start = date_end AND country IS NOT NULL
    GROUP BY ALL
)
SELECT
    day,
    country,
    count(*) AS occurrences,
    sum(reports)::BIGINT AS reports,
    coalesce(sum(killed_least), 0)::BIGINT AS killed_least,
    coalesce(sum(killed_most), 0)::BIGINT AS killed_most,
    coalesce(sum(wounded_least), 0)::BIGINT AS wounded_least,
    coalesce(sum(wounded_most), 0)::BIGINT AS wounded_most
FROM occurrences
GROUP BY ALL
ORDER BY day, country;
