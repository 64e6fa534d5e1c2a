-- The newest health of a feed; what its document said stays until another document comes.
INSERT INTO feeds BY NAME
SELECT * FROM staged_feeds
QUALIFY row_number() OVER (PARTITION BY feed_id ORDER BY last_attempt_at DESC NULLS LAST) = 1
ON CONFLICT (feed_id) DO UPDATE SET
    kind = excluded.kind,
    listed_in = excluded.listed_in,
    etag = excluded.etag,
    last_modified = excluded.last_modified,
    content_hash = excluded.content_hash,
    gives_304 = excluded.gives_304,
    failures = excluded.failures,
    last_error = excluded.last_error,
    last_attempt_at = excluded.last_attempt_at,
    last_success_at = excluded.last_success_at,
    last_new_story_at = excluded.last_new_story_at,
    full_at = excluded.full_at,
    next_attempt_at = excluded.next_attempt_at,
    status = excluded.status,
    status_reason = excluded.status_reason,
    title = coalesce(excluded.title, feeds.title),
    language = coalesce(excluded.language, feeds.language),
    format = coalesce(excluded.format, feeds.format),
    parser = coalesce(excluded.parser, feeds.parser),
    entries = coalesce(excluded.entries, feeds.entries),
    truncated = coalesce(excluded.truncated, feeds.truncated),
    oddities = coalesce(excluded.oddities, feeds.oddities)
-- A batch that is loaded late, after a newer night, must not bring back the old health.
WHERE feeds.last_attempt_at IS NULL OR excluded.last_attempt_at >= feeds.last_attempt_at;

UPDATE feeds SET first_night = staged.first_night
FROM staged_feeds AS staged
WHERE feeds.feed_id = staged.feed_id AND staged.first_night < feeds.first_night;
