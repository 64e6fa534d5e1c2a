-- A signature follows from the version's text and the recipe; a newer recipe replaces it.
INSERT INTO copy_signatures BY NAME
SELECT DISTINCT ON (version_id) * FROM staged_copy_signatures
ON CONFLICT (version_id) DO UPDATE SET
    signature_version = excluded.signature_version,
    text_key = excluded.text_key,
    signature = excluded.signature,
    agency = excluded.agency,
    is_agency = excluded.is_agency
WHERE excluded.signature_version > copy_signatures.signature_version;
