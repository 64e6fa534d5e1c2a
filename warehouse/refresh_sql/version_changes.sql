-- What did the publisher change, and when was it seen?
DELETE FROM version_changes WHERE article_id IN (FROM touched);

INSERT INTO version_changes BY NAME
SELECT
    transitions.*,
    coalesce(compared.changed, []) AS changed,
    coalesce(compared.sentences_added, 0) AS sentences_added,
    coalesce(compared.sentences_removed, 0) AS sentences_removed,
    coalesce(compared.figures_added, []) AS figures_added,
    coalesce(compared.figures_removed, []) AS figures_removed,
    coalesce(compared.changes, '{}') AS changes
FROM transitions
LEFT JOIN (SELECT DISTINCT ON (version_id, previous_version_id) * FROM compared) AS compared
    USING (version_id, previous_version_id);
