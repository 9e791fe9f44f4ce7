"""Uploads, probing, the encode plan, units, renditions, timelines."""
