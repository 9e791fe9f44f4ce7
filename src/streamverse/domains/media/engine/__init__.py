"""From a file to CMAF segments: probe, plan, encode. No database, no store."""
