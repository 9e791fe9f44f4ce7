"""Layouts of the home page."""
