"""The sections of a study's page, a file each: a report's data become blocks."""
