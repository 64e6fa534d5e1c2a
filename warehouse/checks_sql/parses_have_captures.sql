-- Every reading is of a capture, and every version was read from one.
SELECT 'parses' AS "table", capture_id FROM parses ANTI JOIN captures USING (capture_id)
UNION ALL
SELECT 'article_versions', capture_id FROM article_versions ANTI JOIN captures USING (capture_id)
UNION ALL
SELECT 'parses', capture_id FROM parses
ANTI JOIN article_versions USING (version_id) WHERE version_id IS NOT NULL;
