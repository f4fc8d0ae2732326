"""A curriculum pack: a folder of text files as values, and values as files. No database.

`values` is what a pack says; `files` holds its texts; `reading` turns texts into values and tells
every fault with file and line; `findings` judges a pack that could be read. The format is written
down in docs/curriculum-packs.md.
"""
