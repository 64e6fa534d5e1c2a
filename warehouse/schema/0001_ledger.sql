-- What ran, what was loaded, what went wrong, and what still has to be derived.
-- All instants in all tables are UTC without a zone; a night is the scheduled instant of a run.

CREATE TABLE runs (
    run_id VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    trigger_kind VARCHAR NOT NULL,
    night TIMESTAMP NOT NULL,
    state VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    message VARCHAR,
    parameters JSON NOT NULL,
    versions JSON NOT NULL,
    counts JSON NOT NULL
);

CREATE TABLE run_steps (
    run_id VARCHAR NOT NULL,
    step VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    seconds DOUBLE NOT NULL,
    message VARCHAR,
    counts JSON NOT NULL,
    PRIMARY KEY (run_id, step)
);

-- One row a loaded batch, written in the transaction that loads it.
CREATE TABLE batches (
    batch_id VARCHAR PRIMARY KEY,
    digest VARCHAR NOT NULL,
    run_id VARCHAR,
    night TIMESTAMP,
    loaded_at TIMESTAMP NOT NULL,
    row_counts JSON NOT NULL
);

CREATE TABLE problems (
    problem_id BIGINT PRIMARY KEY,
    kind VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    capture_id BIGINT,
    code_version VARCHAR,
    first_night TIMESTAMP NOT NULL,
    last_night TIMESTAMP NOT NULL,
    nights INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    resolved_at TIMESTAMP,
    resolution VARCHAR
);

-- What loads have touched since the last refresh: the derived tables follow from these alone.
CREATE TABLE touched_articles (article_id BIGINT NOT NULL);
CREATE TABLE touched_days (source VARCHAR NOT NULL, day DATE NOT NULL);
