"""Guides, packets, slides and agendas, made from a plan in the background.

`documents` turns a plan and a pack into pandoc's tree, `printing` turns that into files; both are
pure. `domain` stores what was asked for and what was made.
"""
