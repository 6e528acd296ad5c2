"""Which characters may begin, end or part a line of Chinese (CLREQ, “Requirements for Chinese Text Layout”)."""

from __future__ import annotations

CLOSING = "、。，．：；！？”’」』）］｝〕〗】》〉"
"""Full-width marks whose blank half is behind the ink (CLREQ 3.1.6): they may lose it."""

OPENING = "“‘「『（［｛〔〖【《〈"
"""Full-width marks whose blank half is before the ink; they never end a line (CLREQ 3.1.6.2)."""

NO_START = CLOSING + "–～~·／/・‧﹐﹒％%‰°℃′″!),.:;?]}»›ー々〻ゝゞヽヾ–‐‑"
"""Never at the start of a line (CLREQ 3.1.6.2, prohibition at line start), with their half-width kin."""

NO_END = OPENING + "([{«‹$£¥￥＄￡#＃№"
"""Never at the end of a line; signs that stand before a figure are kept with it (GB/T 15835)."""

PAIRS = "—…⸺―⋯"
"""Marks that are printed as one piece of two em (—— and ……) and never split (CLREQ 3.1.6.1)."""

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u30fa\u30fc-\u318e\u31a0-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The inside of a regular expression's class for Chinese characters and kana."""

WEST = "!-\u00b6\u00b8-\u1fff\u2010-\u2013\u2020-\u2022\u2024\u2030-\u203a\u2044\u2070-\u22ff\ufb00-\ufb06"
"""The same for what makes up Western words, figures and formulas: they are not parted between two of these."""
