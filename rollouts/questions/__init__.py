"""Questions in plain words: a small grammar over the words of the ledger.

Words are split (`tokens.py`), recognised (`words.py`, `names.py`, `periods.py`, `slips.py`) and matched by a
table of patterns (`patterns.py`); what comes of it is a `Question` (`asked.py`), which `phrases.py` writes as
it could have been typed. What no pattern fits is not understood, and said to be so (`suggesting.py`).
"""
