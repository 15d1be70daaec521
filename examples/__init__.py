"""Articles to try polydigest with, and a feed that serves some of them."""
