-- What happened within `km` kilometres of a point? Great-circle distance on a sphere of 6,371 km;
-- only events whose place has coordinates, the nearest first.
CREATE MACRO events_near(lat, lon, km) AS TABLE
SELECT
    round(6371 * 2 * asin(least(1, sqrt(
        pow(sin(radians(latitude - lat) / 2), 2)
        + cos(radians(lat)) * cos(radians(latitude)) * pow(sin(radians(longitude - lon) / 2), 2)
    ))), 1) AS distance_km,
    *
FROM reported_events
WHERE latitude IS NOT NULL AND longitude IS NOT NULL AND distance_km <= km
ORDER BY distance_km, date_start;
