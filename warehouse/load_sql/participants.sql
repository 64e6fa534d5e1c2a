-- With their mentions, see mentions.sql.
DELETE FROM participants WHERE version_id IN (SELECT version_id FROM staged_parses);
INSERT INTO participants BY NAME SELECT DISTINCT ON (participant_id) * FROM staged_participants;
