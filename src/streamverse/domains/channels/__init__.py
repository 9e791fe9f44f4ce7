"""Channels: what creators publish in, who works on them, and who follows them."""
