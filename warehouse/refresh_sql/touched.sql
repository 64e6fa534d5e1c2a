-- Which articles and days are to be derived anew.
CREATE OR REPLACE TEMP TABLE touched AS
SELECT DISTINCT article_id FROM touched_articles;

CREATE OR REPLACE TEMP TABLE days AS
SELECT DISTINCT source, day FROM touched_days;

-- Parser versions end in a number: article-10 is newer than article-9.
CREATE OR REPLACE TEMP MACRO parser_number(version) AS
    coalesce(try_cast(regexp_extract(version, '(\d+)$', 1) AS INTEGER), 0);
