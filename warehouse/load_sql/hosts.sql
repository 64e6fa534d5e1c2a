-- The lanes' own memory, as the last run left it.
INSERT INTO hosts BY NAME
SELECT DISTINCT ON (host) * FROM staged_hosts
ON CONFLICT (host) DO UPDATE SET
    next_allowed_at = excluded.next_allowed_at,
    backoff_until = excluded.backoff_until,
    failures = excluded.failures,
    day = excluded.day,
    requests_today = excluded.requests_today,
    robots = excluded.robots,
    other = excluded.other;
