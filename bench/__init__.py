"""Figures of speed and quality; each command prints a table: `bench.read`, `bench.quality`."""
