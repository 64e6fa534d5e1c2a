-- The same failure of the same thing is one problem. Another night that reports it counts once and
-- opens it again; a batch that is loaded late changes nothing but the first night.
INSERT INTO problems BY NAME
SELECT * FROM staged_problems
QUALIFY row_number() OVER (PARTITION BY problem_id ORDER BY last_night DESC, detail) = 1
ON CONFLICT (problem_id) DO UPDATE SET
    nights = problems.nights + if(excluded.last_night = problems.last_night, 0, 1),
    detail = if(excluded.last_night >= problems.last_night, excluded.detail, problems.detail),
    capture_id = if(
        excluded.last_night >= problems.last_night, excluded.capture_id, problems.capture_id
    ),
    code_version = if(
        excluded.last_night >= problems.last_night, excluded.code_version, problems.code_version
    ),
    state = if(excluded.last_night > problems.last_night, 'open', problems.state),
    resolved_at = if(excluded.last_night > problems.last_night, NULL, problems.resolved_at),
    resolution = if(excluded.last_night > problems.last_night, NULL, problems.resolution),
    first_night = least(problems.first_night, excluded.first_night),
    last_night = greatest(problems.last_night, excluded.last_night);
