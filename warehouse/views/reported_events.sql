-- Which events do articles report? One row a mention, in the newest version of each article: what
-- occurred, is not told as history and is no sum over other events. Both tiers are in it, because
-- the extractor is not calibrated yet; its twin reported_events_all leaves nothing out.
CREATE VIEW reported_events AS
FROM reported_events_all
WHERE modality = 'occurred' AND NOT background AND NOT summary;
