"""Screens: one a file. They call the document, and tell the widgets what to show."""
