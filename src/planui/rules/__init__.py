"""The rules: one file a rule. Pure; they read the model and know no file, no terminal and no section by number."""
