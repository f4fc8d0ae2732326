"""A whole module as one file for people who edit elsewhere: Markdown, or Word through pandoc.

`form` says how the file looks, `writing` makes it, `reading` understands it and says what it did
not, `word` turns it into DOCX and back, `merging` makes a pack's texts of it. The form is described
in docs/guides/curriculum.md.
"""
