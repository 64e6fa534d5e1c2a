-- A capture never changes; the first row of it counts.
INSERT INTO captures BY NAME
SELECT * FROM staged_captures
QUALIFY row_number() OVER (PARTITION BY capture_id ORDER BY hop, fetched_at, record_id) = 1
ON CONFLICT (capture_id) DO NOTHING;

INSERT INTO touched_days
SELECT links.source, coalesce(links.published_at, links.first_seen_at)::DATE
FROM staged_captures JOIN links USING (link_id);
