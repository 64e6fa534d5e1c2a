-- Which articles have all these words in their titles? Case and accents make no difference.
CREATE MACRO search_titles(words) AS TABLE
SELECT source, published_at, title, url, language, article_id
FROM articles
WHERE len(list_filter(
    string_split_regex(trim(strip_accents(lower(words))), '\s+'),
    lambda word: NOT contains(strip_accents(lower(title)), word)
)) = 0 AND title IS NOT NULL
ORDER BY published_at DESC NULLS LAST;
