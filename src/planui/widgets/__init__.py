"""Widgets: they show, and post messages; they know neither the document nor the disk."""
