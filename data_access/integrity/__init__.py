"""Whether the data can be trusted: history replayed, sums checked, the audit unbroken.

`verification.verify` proves what must hold; `quality.quality` lists what somebody should look at.
"""
