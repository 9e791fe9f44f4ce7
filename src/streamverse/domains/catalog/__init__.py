"""Titles, series, seasons, episodes, genres, artwork."""
