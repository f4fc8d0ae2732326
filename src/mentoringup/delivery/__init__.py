"""In the room: a facilitator's live page, and what was really delivered.

`sheet` (what the page works with) and `merging` (changes from several devices) are pure.
"""
