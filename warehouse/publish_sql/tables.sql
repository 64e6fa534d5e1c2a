-- What analysts get: all tables but the loader's own notes, ids as sixteen hexadecimal digits, no
-- full texts. Of pages whose publisher asked not to be shown, facts only: no sentence of theirs.

CREATE OR REPLACE TEMP MACRO public_id(id) AS format('{:016x}', id);

CREATE OR REPLACE TEMP TABLE withheld AS
SELECT version_id FROM article_versions WHERE withheld IS NOT NULL;

CREATE TABLE published.runs AS FROM runs ORDER BY started_at;

CREATE TABLE published.run_steps AS FROM run_steps ORDER BY started_at;

CREATE TABLE published.batches AS FROM batches ORDER BY loaded_at;

CREATE TABLE published.problems AS
SELECT * REPLACE (public_id(problem_id) AS problem_id, public_id(capture_id) AS capture_id)
FROM problems ORDER BY last_night, source;

CREATE TABLE published.sources AS FROM sources ORDER BY source;

CREATE TABLE published.feeds AS
SELECT * REPLACE (public_id(feed_id) AS feed_id) FROM feeds ORDER BY source, url;

-- Without the publishers' rule files.
CREATE TABLE published.hosts AS SELECT * EXCLUDE (robots, other) FROM hosts ORDER BY host;

CREATE TABLE published.links AS
SELECT * REPLACE (public_id(link_id) AS link_id) FROM links ORDER BY first_seen_at, source;

CREATE TABLE published.fetches AS
SELECT * REPLACE (
    public_id(fetch_id) AS fetch_id,
    public_id(link_id) AS link_id,
    public_id(capture_id) AS capture_id
)
FROM fetches ORDER BY night, source;

CREATE TABLE published.captures AS
SELECT * REPLACE (
    public_id(capture_id) AS capture_id,
    public_id(fetch_id) AS fetch_id,
    public_id(link_id) AS link_id
)
FROM captures ORDER BY night, source;

CREATE TABLE published.parses AS
SELECT * REPLACE (
    public_id(parse_id) AS parse_id,
    public_id(capture_id) AS capture_id,
    public_id(article_id) AS article_id,
    public_id(version_id) AS version_id
)
FROM parses ORDER BY night, source;

CREATE TABLE published.articles AS
SELECT * REPLACE (
    public_id(article_id) AS article_id,
    public_id(newest_version_id) AS newest_version_id
)
FROM articles ORDER BY first_seen_at, source;

CREATE TABLE published.article_versions AS
SELECT * EXCLUDE (text) REPLACE (
    public_id(version_id) AS version_id,
    public_id(article_id) AS article_id,
    public_id(capture_id) AS capture_id
)
FROM article_versions ORDER BY first_seen_at, source;

CREATE TABLE published.version_changes AS
SELECT * REPLACE (
    public_id(article_id) AS article_id,
    public_id(version_id) AS version_id,
    public_id(previous_version_id) AS previous_version_id,
    public_id(capture_id) AS capture_id,
    if(version_id IN (FROM withheld) OR previous_version_id IN (FROM withheld), NULL, changes)
        AS changes
)
FROM version_changes ORDER BY seen_at, article_id;

CREATE TABLE published.copies AS
SELECT * REPLACE (
    public_id(article_id) AS article_id,
    public_id(original_article_id) AS original_article_id
)
FROM copies ORDER BY original_article_id, article_id;

CREATE TABLE published.mentions AS
SELECT * REPLACE (
    public_id(mention_id) AS mention_id,
    public_id(version_id) AS version_id,
    public_id(article_id) AS article_id,
    if(version_id IN (FROM withheld), NULL, evidence_text) AS evidence_text
)
FROM mentions ORDER BY date_start, source;

CREATE TABLE published.participants AS
SELECT * REPLACE (
    public_id(participant_id) AS participant_id,
    public_id(mention_id) AS mention_id,
    public_id(version_id) AS version_id
)
FROM participants ORDER BY mention_id, part, position;

CREATE TABLE published.mention_places AS
SELECT * REPLACE (
    public_id(place_id) AS place_id,
    public_id(mention_id) AS mention_id,
    public_id(version_id) AS version_id
)
FROM mention_places ORDER BY mention_id, position;

CREATE TABLE published.claims AS
SELECT * REPLACE (
    public_id(claim_id) AS claim_id,
    public_id(mention_id) AS mention_id,
    public_id(version_id) AS version_id,
    public_id(part_of_claim_id) AS part_of_claim_id
)
FROM claims ORDER BY mention_id, position;

CREATE TABLE published.coverage AS FROM coverage ORDER BY source, day;

CREATE TABLE published.source_nights AS FROM source_nights ORDER BY night, source;

DROP TABLE withheld;
