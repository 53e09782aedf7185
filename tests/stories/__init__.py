"""Scenes of the reports, end to end, one file a scene."""
