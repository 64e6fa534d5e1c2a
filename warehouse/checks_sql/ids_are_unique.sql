-- No two rows have one id, in the tables whose keys the database does not guard.
SELECT 'mentions' AS "table", mention_id FROM mentions GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'participants', participant_id FROM participants GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'mention_places', place_id FROM mention_places GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'claims', claim_id FROM claims GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'articles', article_id FROM articles GROUP BY ALL HAVING count(*) > 1;
