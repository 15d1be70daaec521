"""Getting what lies at a URL: politely, within limits, and from public addresses only."""
