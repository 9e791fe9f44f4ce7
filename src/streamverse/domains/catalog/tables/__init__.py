"""Tables of titles, as files: read into rows, rows into facts, facts as cells."""
