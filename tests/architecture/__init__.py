"""The agreements of the house, held by tests: floors, layout, models, doors, rights, documents."""
