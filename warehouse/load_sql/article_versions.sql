-- A state that is seen again is the same version: it was there from the first to the last sight.
-- What else the row says is that of the first sight, whatever the order of loading.
INSERT INTO article_versions BY NAME
SELECT * REPLACE (max(last_seen_at) OVER (PARTITION BY version_id) AS last_seen_at)
FROM staged_article_versions
QUALIFY row_number() OVER (PARTITION BY version_id ORDER BY first_seen_at, capture_id) = 1
ON CONFLICT (version_id) DO UPDATE SET
    last_seen_at = greatest(article_versions.last_seen_at, excluded.last_seen_at),
    -- A publisher's wish holds from when it is expressed until it is taken back.
    withheld = if(
        excluded.last_seen_at >= article_versions.last_seen_at,
        excluded.withheld, article_versions.withheld
    );

UPDATE article_versions SET
    capture_id = earlier.capture_id,
    source = earlier.source,
    url = earlier.url,
    url_key = earlier.url_key,
    canonical_url = earlier.canonical_url,
    first_seen_at = earlier.first_seen_at,
    published_at = earlier.published_at,
    published_day = earlier.published_day,
    published_raw = earlier.published_raw,
    published_zone = earlier.published_zone,
    published_method = earlier.published_method,
    published_confidence = earlier.published_confidence,
    modified_at = earlier.modified_at,
    modified_day = earlier.modified_day,
    modified_raw = earlier.modified_raw,
    modified_zone = earlier.modified_zone,
    modified_method = earlier.modified_method,
    modified_confidence = earlier.modified_confidence,
    language = earlier.language,
    section = earlier.section,
    site_name = earlier.site_name,
    noarchive = earlier.noarchive,
    tdm_reserved = earlier.tdm_reserved,
    encoding = earlier.encoding,
    methods = earlier.methods,
    problems = earlier.problems,
    blocks = earlier.blocks
FROM (
    SELECT * FROM staged_article_versions
    QUALIFY row_number() OVER (PARTITION BY version_id ORDER BY first_seen_at, capture_id) = 1
) AS earlier
WHERE article_versions.version_id = earlier.version_id
    AND (earlier.first_seen_at, earlier.capture_id)
        < (article_versions.first_seen_at, article_versions.capture_id);

INSERT INTO touched_articles SELECT article_id FROM staged_article_versions;
