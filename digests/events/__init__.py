"""Events: what several reports say of one happening, over days."""
