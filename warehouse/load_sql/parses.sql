-- One capture read by one parser version; read again, the newer reading counts.
INSERT INTO parses BY NAME
SELECT DISTINCT ON (parse_id) * FROM staged_parses
ON CONFLICT (parse_id) DO UPDATE SET
    kind = excluded.kind,
    article_id = excluded.article_id,
    version_id = excluded.version_id,
    extraction = excluded.extraction,
    extractor_version = excluded.extractor_version,
    problem = excluded.problem,
    noarchive = excluded.noarchive,
    noindex = excluded.noindex,
    noai = excluded.noai,
    tdm_reserved = excluded.tdm_reserved,
    wishes = excluded.wishes;

INSERT INTO touched_days
SELECT links.source, coalesce(links.published_at, links.first_seen_at)::DATE
FROM staged_parses
JOIN captures USING (capture_id)
JOIN links ON links.link_id = captures.link_id;
