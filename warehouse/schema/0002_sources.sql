-- Who is read, through which feeds, and every address that they named.

CREATE TABLE sources (
    source VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    home VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    languages VARCHAR[] NOT NULL,
    time_zone VARCHAR NOT NULL,
    known_from VARCHAR NOT NULL,
    verified_on DATE,
    disabled BOOLEAN NOT NULL,
    expected_articles_a_day DOUBLE NOT NULL,
    expected_share_with_date DOUBLE NOT NULL,
    expected_share_with_text DOUBLE NOT NULL,
    first_night TIMESTAMP NOT NULL
);

CREATE TABLE feeds (
    feed_id BIGINT PRIMARY KEY,
    source VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    listed_in VARCHAR,
    etag VARCHAR,
    last_modified VARCHAR,
    content_hash VARCHAR,
    gives_304 BOOLEAN NOT NULL,
    failures DOUBLE NOT NULL,
    last_error VARCHAR,
    last_attempt_at TIMESTAMP,
    last_success_at TIMESTAMP,
    last_new_story_at TIMESTAMP,
    full_at TIMESTAMP,
    next_attempt_at TIMESTAMP,
    status VARCHAR NOT NULL,
    status_reason VARCHAR,
    title VARCHAR,
    language VARCHAR,
    format VARCHAR,
    parser VARCHAR,
    entries INTEGER,
    truncated BOOLEAN,
    oddities VARCHAR[],
    first_night TIMESTAMP NOT NULL
);

-- What politeness remembers of a host between nights; wall-clock times of the lanes.
CREATE TABLE hosts (
    host VARCHAR PRIMARY KEY,
    next_allowed_at TIMESTAMP,
    backoff_until TIMESTAMP,
    failures INTEGER NOT NULL,
    day DATE,
    requests_today INTEGER NOT NULL,
    robots JSON NOT NULL,
    other JSON NOT NULL
);

CREATE TABLE links (
    link_id BIGINT PRIMARY KEY,
    source VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    url_key VARCHAR NOT NULL,
    url_rules_version INTEGER NOT NULL,
    found_in VARCHAR,
    title VARCHAR,
    published_at TIMESTAMP,
    published_raw VARCHAR,
    modified_at TIMESTAMP,
    entry_id VARCHAR,
    language VARCHAR,
    entry_digest VARCHAR NOT NULL,
    entry_night TIMESTAMP,
    state VARCHAR NOT NULL,
    reason VARCHAR,
    visits INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    first_seen_at TIMESTAMP NOT NULL,
    first_fetched_at TIMESTAMP,
    next_visit_at TIMESTAMP,
    etag VARCHAR,
    last_modified VARCHAR
);
