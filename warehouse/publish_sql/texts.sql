-- The texts of all versions whose publishers allow it, to be attached when they are wanted.
CREATE TABLE published.texts (version_id VARCHAR, text VARCHAR USING COMPRESSION zstd);

INSERT INTO published.texts
SELECT format('{:016x}', version_id), text
FROM article_versions
WHERE withheld IS NULL
ORDER BY first_seen_at, source;

CREATE TABLE published.contents AS
SELECT count(*) AS texts, coalesce(sum(version_id::HUGEINT), 0)::VARCHAR AS checksum
FROM article_versions WHERE withheld IS NULL;
