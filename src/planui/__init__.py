"""planui: a terminal editor, checker and PDF renderer for plans written against a fixed form."""

__version__ = "0.1.0"
