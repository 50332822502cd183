"""What transport does to base64 values: a catalogue of damages that detect and undo themselves.

health      what an undamaged value of each field looks like (no key needed)
traced      a text that remembers where each of its characters stood in the value as given
catalogue   the ordered list of damages; whitespace, percent, escapes, … hold them by family
search      undo damages, alone and stacked, until the value is healthy
losses      what can be seen although nothing can be restored
check       one verdict for one value: intact, damaged, at-risk or unknown
"""
