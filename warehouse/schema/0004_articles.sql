-- Articles, what their publishers changed, and which of them are the same story.

-- One row for each distinct state of an article under one parser version.
CREATE TABLE article_versions (
    version_id BIGINT PRIMARY KEY,
    article_id BIGINT NOT NULL,
    capture_id BIGINT NOT NULL,
    source VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    url_key VARCHAR NOT NULL,
    canonical_url VARCHAR,
    parser_version VARCHAR NOT NULL,
    content_digest VARCHAR NOT NULL,
    first_seen_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    kind VARCHAR NOT NULL,
    title VARCHAR,
    authors VARCHAR[] NOT NULL,
    author_kinds VARCHAR[] NOT NULL,
    published_at TIMESTAMP,
    published_day DATE,
    published_raw VARCHAR,
    published_zone VARCHAR,
    published_method VARCHAR,
    published_confidence DOUBLE,
    modified_at TIMESTAMP,
    modified_day DATE,
    modified_raw VARCHAR,
    modified_zone VARCHAR,
    modified_method VARCHAR,
    modified_confidence DOUBLE,
    language VARCHAR,
    section VARCHAR,
    site_name VARCHAR,
    access VARCHAR,
    truncated BOOLEAN NOT NULL,
    noarchive BOOLEAN NOT NULL,
    tdm_reserved BOOLEAN NOT NULL,
    withheld VARCHAR,
    encoding VARCHAR,
    characters INTEGER NOT NULL,
    methods JSON NOT NULL,
    problems VARCHAR[] NOT NULL,
    blocks JSON NOT NULL,
    -- Bodies of some 3 KB are stored uncompressed unless told otherwise.
    text VARCHAR USING COMPRESSION zstd
);

-- Derived: the states of an article in their order, so that a change taken back shows twice.
CREATE TABLE version_changes (
    article_id BIGINT NOT NULL,
    parser_version VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    version_id BIGINT NOT NULL,
    previous_version_id BIGINT,
    capture_id BIGINT NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    changed VARCHAR[] NOT NULL,
    sentences_added INTEGER NOT NULL,
    sentences_removed INTEGER NOT NULL,
    figures_added VARCHAR[] NOT NULL,
    figures_removed VARCHAR[] NOT NULL,
    changes JSON NOT NULL
);

-- Derived: an address with its newest version.
CREATE TABLE articles (
    article_id BIGINT NOT NULL,
    source VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    url_key VARCHAR NOT NULL,
    newest_version_id BIGINT NOT NULL,
    versions INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    title VARCHAR,
    published_at TIMESTAMP,
    published_day DATE,
    language VARCHAR,
    access VARCHAR,
    first_seen_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL
);

-- What has to be known of a version to compare it with others.
CREATE TABLE copy_signatures (
    version_id BIGINT PRIMARY KEY,
    signature_version INTEGER NOT NULL,
    text_key BIGINT,
    signature UINTEGER[] NOT NULL,
    agency VARCHAR,
    is_agency BOOLEAN NOT NULL
);

-- Derived, of the newest version of each article: articles that share a band are compared.
CREATE TABLE copy_bands (article_id BIGINT NOT NULL, band BIGINT NOT NULL);

-- Derived: pairs that turned out to be copies; `article_id` is the smaller id.
CREATE TABLE copy_pairs (
    article_id BIGINT NOT NULL,
    other_article_id BIGINT NOT NULL,
    relation VARCHAR NOT NULL,
    similarity DOUBLE NOT NULL
);

-- Derived: an article that tells the same text as an earlier or more original one.
CREATE TABLE copies (
    article_id BIGINT NOT NULL,
    original_article_id BIGINT NOT NULL,
    relation VARCHAR NOT NULL,
    similarity DOUBLE NOT NULL,
    group_size INTEGER NOT NULL
);
