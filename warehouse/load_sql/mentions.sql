-- A version's mentions are replaced as a whole: what an older extractor found and this one does
-- not is gone. The versions are those that the batch has read, with or without mentions.
DELETE FROM mentions WHERE version_id IN (SELECT version_id FROM staged_parses);
INSERT INTO mentions BY NAME SELECT DISTINCT ON (mention_id) * FROM staged_mentions;
