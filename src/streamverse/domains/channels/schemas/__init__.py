"""The JSON of channels."""
