"""Pages for those who send surveys and watch them."""
