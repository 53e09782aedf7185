"""Linli 邻里: a neighbourhood governs itself, household by household, from the city down to the door."""
