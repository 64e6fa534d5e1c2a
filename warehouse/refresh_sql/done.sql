-- Everything that was touched is derived.
DELETE FROM touched_articles;
DELETE FROM touched_days;
DROP TABLE touched;
DROP TABLE days;
DROP TABLE transitions;
DROP TABLE compared;
