-- Every offset lies inside the text of its version, and cuts out the words that are stored with it.
SELECT mentions.mention_id, mentions.trigger_text
FROM mentions JOIN article_versions AS versions USING (version_id)
WHERE NOT (0 <= trigger_start AND trigger_start < trigger_end AND trigger_end <= characters)
    OR substring(versions.text, trigger_start + 1, trigger_end - trigger_start) <> trigger_text
UNION ALL
SELECT parts.mention_id, parts.text
FROM (
    SELECT mention_id, version_id, text, text_start, text_end FROM participants
    UNION ALL
    SELECT mention_id, version_id, text, text_start, text_end FROM mention_places
    UNION ALL
    SELECT mention_id, version_id, text, text_start, text_end FROM claims
) AS parts
JOIN article_versions AS versions USING (version_id)
WHERE NOT (0 <= text_start AND text_start < text_end AND text_end <= characters);
