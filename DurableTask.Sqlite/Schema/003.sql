-- The 16 bytes of an execution_id that is a GUID are stored as a BLOB from here on; older rows keep their text.

-- Zeros from the start of an instance until its end, which then takes their place in the row.
ALTER TABLE instances ADD COLUMN room BLOB;
