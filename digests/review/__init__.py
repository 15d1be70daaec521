"""A second look by a person: decisions about texts of a digest, and what becomes of them."""
