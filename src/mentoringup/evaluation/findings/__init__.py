"""What a page says of results: `telling` in the job, `page` and `trend` where it is shown. Pure."""
