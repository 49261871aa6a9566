"""Numbers: the grammar of amounts in English and Arabic, and what they count.

`tokens` cuts a text, `numerals` and `spelled` read numbers, `hedges` and `units`
what stands around them, `counting` and `happening` what is counted and what
happened to it. The quantity facet compares the amounts.
"""
