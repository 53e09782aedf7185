"""The few mechanisms that carry every practice; siblings never import each other."""
