-- Which events do articles report? One row a mention, in the newest version of each article: what
-- occurred, is not told as history and is no sum over other events, and of which we are sure: tier A,
-- whose measured precision is nine in ten. Its twin reported_events_all leaves nothing out.
CREATE VIEW reported_events AS
FROM reported_events_all
WHERE tier = 'A' AND modality = 'occurred' AND NOT background AND NOT summary;
