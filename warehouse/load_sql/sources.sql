-- The configuration of tonight replaces what was known; the first night stays.
INSERT INTO sources BY NAME
SELECT * FROM staged_sources
QUALIFY row_number() OVER (PARTITION BY source ORDER BY first_night DESC) = 1
ON CONFLICT (source) DO UPDATE SET
    title = excluded.title,
    home = excluded.home,
    country = excluded.country,
    languages = excluded.languages,
    time_zone = excluded.time_zone,
    known_from = excluded.known_from,
    verified_on = excluded.verified_on,
    disabled = excluded.disabled,
    expected_articles_a_day = excluded.expected_articles_a_day,
    expected_share_with_date = excluded.expected_share_with_date,
    expected_share_with_text = excluded.expected_share_with_text,
    first_night = least(sources.first_night, excluded.first_night);
