-- Participants, places and claims belong to a mention; mentions belong to a version.
SELECT 'participants' AS "table", mention_id FROM participants ANTI JOIN mentions USING (mention_id)
UNION ALL
SELECT 'mention_places', mention_id FROM mention_places ANTI JOIN mentions USING (mention_id)
UNION ALL
SELECT 'claims', mention_id FROM claims ANTI JOIN mentions USING (mention_id)
UNION ALL
SELECT 'mentions', mention_id FROM mentions ANTI JOIN article_versions USING (version_id);
