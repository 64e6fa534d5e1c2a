-- What each source's new pages of a night gave, measured once at the end of the night and held
-- against the nights before. Backfills and new parsers read other pages or read them again, and
-- write nothing here.

CREATE TABLE source_nights (
    source VARCHAR NOT NULL,
    night TIMESTAMP NOT NULL,
    parser_version VARCHAR NOT NULL,
    pages INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    with_text INTEGER NOT NULL,
    with_title INTEGER NOT NULL,
    with_date INTEGER NOT NULL,
    with_authors INTEGER NOT NULL,
    with_length INTEGER NOT NULL,
    median_length INTEGER,
    usual_length INTEGER,
    usual_text DOUBLE,
    usual_title DOUBLE,
    usual_date DOUBLE,
    usual_authors DOUBLE,
    compared VARCHAR[] NOT NULL,
    fell VARCHAR[] NOT NULL,
    set_aside VARCHAR[] NOT NULL,
    PRIMARY KEY (source, night)
);
