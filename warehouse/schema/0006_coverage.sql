-- Derived: what is there, per source and day of publication, and what is not.

CREATE TABLE coverage (
    source VARCHAR NOT NULL,
    day DATE NOT NULL,
    expected DOUBLE NOT NULL,
    found INTEGER NOT NULL,
    fetched INTEGER NOT NULL,
    parsed INTEGER NOT NULL,
    with_events INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);
