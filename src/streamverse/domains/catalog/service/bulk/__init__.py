"""Work on many titles: imports, exports, batch edits and their undoing."""
