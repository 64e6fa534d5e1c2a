-- The day of a link decides which coverage it counts in; the day may change with the entry.
INSERT INTO touched_days
SELECT source, coalesce(published_at, first_seen_at)::DATE FROM links
WHERE link_id IN (SELECT link_id FROM staged_links);

-- Of several rows of one link the one with the most visits is the newest.
INSERT INTO links BY NAME
SELECT * REPLACE (
    min(first_seen_at) OVER (PARTITION BY link_id) AS first_seen_at,
    min(first_fetched_at) OVER (PARTITION BY link_id) AS first_fetched_at
)
FROM staged_links
QUALIFY row_number() OVER (
    PARTITION BY link_id ORDER BY visits DESC, failures DESC, found_in NULLS LAST, url
) = 1
ON CONFLICT (link_id) DO UPDATE SET
    url = excluded.url,
    url_key = excluded.url_key,
    url_rules_version = excluded.url_rules_version,
    -- Without an entry the row is of a visit: what the last entry said stays.
    found_in = coalesce(excluded.found_in, links.found_in),
    title = if(excluded.found_in IS NULL, links.title, excluded.title),
    published_at = if(excluded.found_in IS NULL, links.published_at, excluded.published_at),
    published_raw = if(excluded.found_in IS NULL, links.published_raw, excluded.published_raw),
    modified_at = if(excluded.found_in IS NULL, links.modified_at, excluded.modified_at),
    entry_id = if(excluded.found_in IS NULL, links.entry_id, excluded.entry_id),
    language = if(excluded.found_in IS NULL, links.language, excluded.language),
    entry_digest = if(excluded.found_in IS NULL, links.entry_digest, excluded.entry_digest),
    entry_night = if(
        excluded.found_in IS NULL OR excluded.entry_digest = links.entry_digest,
        least(links.entry_night, excluded.entry_night), excluded.entry_night
    ),
    state = excluded.state,
    reason = excluded.reason,
    visits = excluded.visits,
    failures = excluded.failures,
    first_seen_at = least(links.first_seen_at, excluded.first_seen_at),
    first_fetched_at = least(links.first_fetched_at, excluded.first_fetched_at),
    next_visit_at = excluded.next_visit_at,
    etag = excluded.etag,
    last_modified = excluded.last_modified
-- Loaded late, after further visits: they know better.
WHERE excluded.visits >= links.visits;

-- The first nights are the first, whatever the order of loading.
UPDATE links SET
    first_seen_at = least(links.first_seen_at, staged.first_seen_at),
    first_fetched_at = least(links.first_fetched_at, staged.first_fetched_at),
    entry_night = if(
        staged.entry_digest = links.entry_digest,
        least(links.entry_night, staged.entry_night), links.entry_night
    )
FROM staged_links AS staged
WHERE links.link_id = staged.link_id AND staged.visits < links.visits;

INSERT INTO touched_days
SELECT source, coalesce(published_at, first_seen_at)::DATE FROM links
WHERE link_id IN (SELECT link_id FROM staged_links);

-- An article whose page is gone says so.
INSERT INTO touched_articles
SELECT parses.article_id FROM captures JOIN parses USING (capture_id)
WHERE captures.link_id IN (SELECT link_id FROM staged_links) AND parses.article_id IS NOT NULL;
