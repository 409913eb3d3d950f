-- What instances are searched by, where the service is told so.
ALTER TABLE instances ADD COLUMN search_group TEXT;
ALTER TABLE instances ADD COLUMN search_state TEXT;
ALTER TABLE instances ADD COLUMN search_time INTEGER;

-- And row, as in every index.
CREATE INDEX instances_search_state ON instances (search_state, search_time) WHERE search_time IS NOT NULL;
CREATE INDEX instances_search_group ON instances (search_group, search_state, search_time) WHERE search_time IS NOT NULL;

-- Instances up to this row have keys that are missing or old.
CREATE TABLE search_backlog (up_to INTEGER NOT NULL);
INSERT INTO search_backlog SELECT IFNULL(MAX(row), 0) FROM instances;
