"""Reporters: findings in, a string out. They print nothing and touch no file."""
