"""What every room needs and no library gives: errors, records, files, hashes."""
