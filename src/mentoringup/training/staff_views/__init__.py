"""Pages on which coordinators write and publish series."""
