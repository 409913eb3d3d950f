-- Zeros from the start of an instance until its end, which then takes their place in the row.
ALTER TABLE instances ADD COLUMN room BLOB;
