"""Pages that everybody may see: nothing here asks who somebody is."""
