"""Mail as rows: written with the change that wants it, sent afterwards."""
