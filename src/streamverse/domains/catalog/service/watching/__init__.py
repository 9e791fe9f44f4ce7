"""The watch folder: films that appear in it become titles by themselves."""
