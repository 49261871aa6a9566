"""Commands: plain values in, exit code out; one module and one function each."""
