"""Changes from several devices put together: the latest word on an item counts, each once."""
