-- No two captures lie at the same place of the archive.
SELECT file, record_offset FROM captures GROUP BY ALL HAVING count(*) > 1;
