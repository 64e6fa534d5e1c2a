-- With their mentions, see mentions.sql.
DELETE FROM claims WHERE version_id IN (SELECT version_id FROM staged_parses);
INSERT INTO claims BY NAME SELECT DISTINCT ON (claim_id) * FROM staged_claims;
