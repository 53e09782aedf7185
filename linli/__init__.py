"""Linli 邻里: a neighbourhood governs itself, household by household, from city to door."""
