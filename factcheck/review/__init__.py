"""The review page: where people settle findings.

    guard      which requests are answered at all
    register   what the store holds of findings and decisions, kept in memory, read anew
    queue      which findings are shown, in which order
    finding    one finding with all that a reviewer needs to settle it
    deciding   a form becomes a decision, unless somebody was first
    figures    how often the findings that people settled were right
    exports    decisions for other programs
    app        addresses and pages

Pages are plain HTML forms; the script only adds keys. The server holds no lock of the
store: ingest runs beside it.
"""
