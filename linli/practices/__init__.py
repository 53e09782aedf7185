"""What a neighbourhood does; siblings never import each other."""
