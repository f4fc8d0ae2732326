"""The live page, its script's addresses, and what was delivered."""
