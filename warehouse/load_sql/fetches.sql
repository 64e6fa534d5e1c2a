-- The first good answer of a night stays: what a repeated night gets (a 304) changes nothing.
INSERT INTO fetches BY NAME
SELECT * FROM staged_fetches
QUALIFY row_number() OVER (
    PARTITION BY fetch_id ORDER BY outcome IN ('ok', 'not_modified') DESC, started_at
) = 1
ON CONFLICT (fetch_id) DO UPDATE SET
    outcome = excluded.outcome,
    failure = excluded.failure,
    detail = excluded.detail,
    status = excluded.status,
    attempts = excluded.attempts,
    hops = excluded.hops,
    final_url = excluded.final_url,
    capture_id = excluded.capture_id,
    problems = excluded.problems,
    wait_until = excluded.wait_until,
    started_at = excluded.started_at,
    seconds = excluded.seconds,
    run_id = excluded.run_id
WHERE fetches.outcome NOT IN ('ok', 'not_modified');

-- A day whose feeds were asked has a coverage, whatever came of it.
INSERT INTO touched_days
SELECT DISTINCT source, night::DATE FROM staged_fetches
WHERE purpose IN ('feed', 'sitemap', 'listing');
