"""Series, implementations and sessions; publication checks; public pages."""
