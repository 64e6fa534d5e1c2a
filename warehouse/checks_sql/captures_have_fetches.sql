-- Every capture was asked for, and every answer that a request names is a capture.
SELECT 'captures' AS "table", fetch_id FROM captures ANTI JOIN fetches USING (fetch_id)
UNION ALL
SELECT 'fetches', fetch_id FROM fetches
ANTI JOIN captures USING (capture_id) WHERE capture_id IS NOT NULL;
