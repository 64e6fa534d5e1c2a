-- With their mentions, see mentions.sql.
DELETE FROM mention_places WHERE version_id IN (SELECT version_id FROM staged_parses);
INSERT INTO mention_places BY NAME SELECT DISTINCT ON (place_id) * FROM staged_mention_places;
