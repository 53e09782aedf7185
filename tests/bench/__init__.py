"""Figures of speed, measured as ratios within one run (`make bench`); never a test with a clock."""
