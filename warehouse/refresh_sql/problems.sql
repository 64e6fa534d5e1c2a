-- Which failures are over? A page or feed that answered since, a page that is an article after
-- all, a capture that the parser can read now, a source that gives again what it gave before.
CREATE OR REPLACE TEMP TABLE over AS
SELECT failure.problem_id, 'answered' AS resolution
FROM problems AS failure
WHERE failure.state <> 'resolved'
    AND failure.kind IN ('page_failed', 'page_gone', 'feed_failed', 'feed_disabled')
    AND EXISTS (
        FROM fetches
        WHERE fetches.source = failure.source
            AND fetches.url = failure.subject
            AND fetches.night >= failure.last_night
            AND fetches.outcome IN ('ok', 'not_modified')
    )
    -- A feed that answers with what is no feed has failed all the same.
    AND (failure.kind IN ('page_failed', 'page_gone') OR EXISTS (
        FROM feeds
        WHERE feeds.source = failure.source AND feeds.url = failure.subject
            AND feeds.failures = 0 AND feeds.status = 'active'
    ))
UNION ALL
SELECT failure.problem_id, 'read' AS resolution
FROM problems AS failure
WHERE failure.state <> 'resolved'
    AND failure.kind IN ('not_an_article', 'parser_bug', 'extractor_bug')
    AND EXISTS (
        FROM captures AS failed
        JOIN captures AS later ON later.link_id = failed.link_id AND later.night >= failed.night
        JOIN parses ON parses.capture_id = later.capture_id
        WHERE failed.capture_id = failure.capture_id
            AND parses.extraction NOT IN ('failed', 'not_an_article')
            -- The same capture under an older parser does not count, nor an earlier reading.
            AND (later.night > failed.night OR parses.parser_version >= failure.code_version)
    )
UNION ALL
SELECT failure.problem_id, 'as usual' AS resolution
FROM problems AS failure
WHERE failure.state <> 'resolved'
    AND failure.kind = 'drift'
    AND EXISTS (
        FROM source_nights AS later
        WHERE later.source = failure.source
            AND later.night > failure.last_night
            AND list_contains(later.compared, failure.subject)
            AND NOT list_contains(later.fell, failure.subject)
    );

UPDATE problems SET
    state = 'resolved',
    resolution = over.resolution,
    resolved_at = (SELECT max(night) FROM fetches)
FROM over
WHERE problems.problem_id = over.problem_id;

DROP TABLE over;
