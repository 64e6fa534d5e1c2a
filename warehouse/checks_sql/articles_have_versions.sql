-- Every article shows a version of its own, and every version has an article.
SELECT 'articles' AS "table", articles.article_id
FROM articles
ANTI JOIN article_versions AS versions
    ON versions.version_id = newest_version_id AND versions.article_id = articles.article_id
UNION ALL
SELECT 'article_versions', article_id FROM article_versions
ANTI JOIN articles USING (article_id)
WHERE article_id NOT IN (FROM touched_articles);
