-- A figure that is part of a sum leads to a claim of the same mention.
SELECT part.claim_id, part.part_of_claim_id
FROM claims AS part
ANTI JOIN claims AS whole
    ON whole.claim_id = part.part_of_claim_id AND whole.mention_id = part.mention_id
WHERE part.part_of_claim_id IS NOT NULL;
