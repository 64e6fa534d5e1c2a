-- Which nights are no measure any more, once an operator has put a fall away? All up to then: what
-- the source gives now is its new norm.
UPDATE source_nights SET
    set_aside = list_sort(list_distinct(list_concat(source_nights.set_aside, accepted.fields)))
FROM (
    SELECT source, list(subject) AS fields, max(last_night) AS night
    FROM problems
    WHERE kind = 'drift' AND problem_id IN (SELECT unnest($ids::JSON::BIGINT[]))
    GROUP BY source
) AS accepted
WHERE source_nights.source = accepted.source AND source_nights.night <= accepted.night;
