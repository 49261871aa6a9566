"""Codes: the grammar of designations, letters with numbers in either script.

`codes` reads models, flights, laws and units; `makers` knows which words and
letters name one maker ("Tupolev", "Tu", "توبوليف"). The facet compares them.
"""
