"""Guides, packets, slides and agendas as pandoc's tree, from a plan and a pack; pure."""
