"""What programs read: the API, feeds for other sites, the site map, and the counts of views."""
